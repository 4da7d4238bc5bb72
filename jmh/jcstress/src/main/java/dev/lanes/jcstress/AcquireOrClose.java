package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// A reader comes while another thread closes: it is refused, or reads; then the memory is freed.
@JCStressTest
@Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "refused")
@Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "read before the memory was freed")
@Outcome(expect = FORBIDDEN, desc = "read freed memory, freed twice or never")
@State
public class AcquireOrClose extends LeasedMemory {
    /// Made by jcstress.
    public AcquireOrClose() {}

    /// Reads.
    @Actor
    public void reader(III_Result r) {
        r.r1 = read();
    }

    /// Closes.
    @Actor
    public void owner(III_Result r) {
        r.r2 = close();
    }

    /// Looks.
    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = state();
    }
}
