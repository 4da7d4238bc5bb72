package dev.lanes.hnsw;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A node is written and then linked; whoever meets the link sees the node.
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not linked yet")
@Outcome(id = "1, 42", expect = ACCEPTABLE, desc = "linked, with its id")
@Outcome(expect = FORBIDDEN, desc = "a link to a node that is not there")
@State
public class AppendOrRead {
    private final int list = Lists.next();
    private final int node = Lists.next();
    private final int[] links = new int[Lists.DEGREE];

    /// Made by jcstress.
    public AppendOrRead() {}

    /// Adds.
    @Actor
    public void writer() {
        Lists.NODES.put(node, 42, 0, 0);
        Lists.LINKS.appendRelease(list, 0, node);
    }

    /// Reads.
    @Actor
    public void reader(II_Result r) {
        r.r1 = Lists.LINKS.copyAcquire(list, links);
        r.r2 = r.r1 == 0 ? 0 : (int) Lists.NODES.id(links[0]);
    }
}
