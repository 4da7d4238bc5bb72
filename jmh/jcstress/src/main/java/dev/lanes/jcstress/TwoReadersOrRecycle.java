package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two readers while the writer recycles the row; they may share a stripe or not.
@JCStressTest
@Outcome(id = "[01], [01], [01]", expect = ACCEPTABLE, desc = "read, out of reach, waits or used")
@Outcome(expect = FORBIDDEN, desc = "used again under a reader")
@State
public class TwoReadersOrRecycle extends RecycledRow {
    /// Made by jcstress.
    public TwoReadersOrRecycle() {}

    /// Reads.
    @Actor
    public void first(III_Result r) {
        r.r1 = read();
    }

    /// Reads.
    @Actor
    public void second(III_Result r) {
        r.r2 = read();
    }

    /// Recycles.
    @Actor
    public void writer(III_Result r) {
        r.r3 = recycle();
    }
}
