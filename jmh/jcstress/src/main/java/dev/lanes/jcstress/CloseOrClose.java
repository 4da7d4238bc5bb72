package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two threads close: the memory is freed once, and whoever has closed is refused a lease.
@JCStressTest
@Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "freed once, and both are refused")
@Outcome(expect = FORBIDDEN, desc = "freed twice or never, or a lease after closing")
@State
public class CloseOrClose extends LeasedMemory {
    /// Made by jcstress.
    public CloseOrClose() {}

    /// Closes.
    @Actor
    public void first(III_Result r) {
        r.r1 = closeAndRead();
    }

    /// Closes.
    @Actor
    public void second(III_Result r) {
        r.r2 = closeAndRead();
    }

    private int closeAndRead() {
        return close() == WRONG ? WRONG : read();
    }

    /// Looks.
    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = state();
    }
}
