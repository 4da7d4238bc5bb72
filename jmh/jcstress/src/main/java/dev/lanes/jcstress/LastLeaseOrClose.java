package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lanes.memory.Lease;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two readers hold leases and give them back while a third thread closes: both read, and the
/// memory is freed once, by whoever comes last.
@JCStressTest
@Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "both read")
@Outcome(expect = FORBIDDEN, desc = "read freed memory, freed twice or never")
@State
public class LastLeaseOrClose extends LeasedMemory {
    private final Lease first = memory.lease();
    private final Lease second = memory.lease();

    /// Made by jcstress.
    public LastLeaseOrClose() {}

    /// Reads.
    @Actor
    public void firstReader(III_Result r) {
        r.r1 = readAndClose(first);
    }

    /// Reads and closes.
    @Actor
    public void secondReader(III_Result r) {
        int closed = close();
        int read = readAndClose(second);
        r.r2 = closed == WRONG ? WRONG : read;
    }

    /// Looks.
    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = state();
    }
}
