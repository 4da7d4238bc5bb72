package dev.lanes.hnsw;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A list of three links is replaced by one of two while somebody reads it.
@JCStressTest
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "two links, each the old or the new one")
@Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "three links, each the old or the new one")
@Outcome(expect = FORBIDDEN, desc = "a link that never was at its place, or no end")
@State
public class ReplaceOrRead {
    private final int list = Lists.next();
    private final int[] links = new int[Lists.DEGREE];

    /// Made by jcstress.
    public ReplaceOrRead() {
        Lists.LINKS.replaceRelease(list, new int[] {1, 2, 3}, 3);
    }

    /// Replaces.
    @Actor
    public void writer() {
        Lists.LINKS.replaceRelease(list, new int[] {4, 5}, 2);
    }

    /// Reads.
    @Actor
    public void reader(II_Result r) {
        r.r1 = Lists.LINKS.copyAcquire(list, links);
        boolean known = links[0] == 1 || links[0] == 4;
        known &= links[1] == 2 || links[1] == 5;
        known &= r.r1 < 3 || links[2] == 3;
        r.r2 = known ? 1 : 0;
    }
}
