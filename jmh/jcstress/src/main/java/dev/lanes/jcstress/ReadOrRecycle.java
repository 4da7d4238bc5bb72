package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// One reader enters and leaves while the writer recycles the row.
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the reader holds the writer up")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the reader had left")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the reader came late and holds the writer up")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the reader came late")
@Outcome(expect = FORBIDDEN, desc = "used again under a reader")
@State
public class ReadOrRecycle extends RecycledRow {
    /// Made by jcstress.
    public ReadOrRecycle() {}

    /// Reads.
    @Actor
    public void reader(II_Result r) {
        r.r1 = read();
    }

    /// Recycles.
    @Actor
    public void writer(II_Result r) {
        r.r2 = recycle();
    }
}
