package dev.lanes.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// The count without memory, which is tried a hundred times as often: two leases in turn on one
/// stripe while another thread closes.
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "refused")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "granted, then refused")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "granted twice")
@Outcome(expect = FORBIDDEN, desc = "freed under a lease, twice or never, or granted after refusal")
@State
public class CountOrClose {
    private final Leases leases = new Leases();
    private final AtomicInteger freed = new AtomicInteger();

    /// Made by jcstress.
    public CountOrClose() {}

    /// Takes a lease and gives it back, twice.
    @Actor
    public void reader(III_Result r) {
        r.r1 = takeAndGiveBack();
        r.r2 = takeAndGiveBack();
    }

    private int takeAndGiveBack() {
        int stripe = leases.acquire();
        if (stripe == Leases.REFUSED) {
            return 0;
        }
        int seen = freed.get() == 0 ? 1 : -1;
        if (leases.release(stripe)) {
            freed.incrementAndGet();
        }
        return seen;
    }

    /// Closes.
    @Actor
    public void owner() {
        if (leases.close()) {
            freed.incrementAndGet();
        }
    }

    /// Counts.
    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = freed.get();
    }
}
