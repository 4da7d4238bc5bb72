package dev.lanes.hnsw;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two lists want to drop a link to the same node, to which only these two lead.
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the first one may")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the second one may")
@Outcome(expect = FORBIDDEN, desc = "a node to which nothing leads, or a link that none may drop")
@State
public class DropOrDrop {
    private final LinksFromHigher links = new LinksFromHigher();

    /// Made by jcstress.
    public DropOrDrop() {
        links.reserve(0);
        links.settle(0);
        links.add(0);
        links.add(0);
    }

    /// One drops.
    @Actor
    public void one(III_Result r) {
        r.r1 = links.removeUnlessLast(0) ? 1 : 0;
    }

    /// The other drops.
    @Actor
    public void other(III_Result r) {
        r.r2 = links.removeUnlessLast(0) ? 1 : 0;
    }

    /// Counts.
    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = links.count(0);
    }
}
