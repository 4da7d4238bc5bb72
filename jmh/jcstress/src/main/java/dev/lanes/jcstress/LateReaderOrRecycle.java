package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// The epoch moves while a reader enters, and only then the writer recycles the row: the reader may
/// have counted itself for an epoch that is over. Without the second read of the epoch this was
/// seen to fail twice in 26 million tries on two processors, so a short run may miss that: the
/// proof is in the comment of [dev.lanes.memory.GracePeriods].
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the reader holds the writer up")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the reader had left")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the reader came late and holds the writer up")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the reader came late")
@Outcome(expect = FORBIDDEN, desc = "used again under a reader")
@State
public class LateReaderOrRecycle extends RecycledRow {
    /// Made by jcstress.
    public LateReaderOrRecycle() {}

    /// Reads.
    @Actor
    public void reader(II_Result r) {
        r.r1 = read();
    }

    /// Moves the epoch, then recycles.
    @Actor
    public void writer(II_Result r) {
        grace.passed(grace.now());
        r.r2 = recycle();
    }
}
