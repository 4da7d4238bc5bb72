package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two readers, on stripes of their own as a rule, while a third thread closes.
@JCStressTest
@Outcome(id = "[01], [01], 2", expect = ACCEPTABLE, desc = "each is refused or reads")
@Outcome(expect = FORBIDDEN, desc = "read freed memory, freed twice or never")
@State
public class TwoReadersOrClose extends LeasedMemory {
    private int closed;

    /// Made by jcstress.
    public TwoReadersOrClose() {}

    /// Reads.
    @Actor
    public void firstReader(III_Result r) {
        r.r1 = read();
    }

    /// Reads.
    @Actor
    public void secondReader(III_Result r) {
        r.r2 = read();
    }

    /// Closes.
    @Actor
    public void owner() {
        closed = close();
    }

    /// Looks.
    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = closed == WRONG ? WRONG : state();
    }
}
