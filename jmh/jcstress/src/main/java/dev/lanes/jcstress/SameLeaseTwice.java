package dev.lanes.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lanes.memory.Lease;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads give the same lease back after closing: the other lease, which the same thread took
/// and which so has the same stripe, still holds the memory, and alone.
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "open until the other lease was given back")
@Outcome(expect = FORBIDDEN, desc = "one lease was given back twice or not at all")
@State
public class SameLeaseTwice extends LeasedMemory {
    private final Lease shared = memory.lease();
    private final Lease other = memory.lease();

    /// Made by jcstress.
    public SameLeaseTwice() {
        memory.close();
    }

    /// Gives back.
    @Actor
    public void first() {
        shared.close();
    }

    /// Gives back.
    @Actor
    public void second() {
        shared.close();
    }

    /// Looks.
    @Arbiter
    public void afterwards(II_Result r) {
        r.r1 = readAndClose(other);
        r.r2 = state();
    }
}
