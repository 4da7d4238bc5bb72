package dev.lanes.inference.internal;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UseGateTest {
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void turnsCallsAwayWhileClosingWaits() throws Exception {
        UseGate gate = new UseGate("gate");
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var call = new Thread(() -> gate.whileOpen(() -> hold(inside, leave)));
        var closing = new Thread(() -> gate.close(() -> {}));
        try {
            call.setDaemon(true);
            closing.setDaemon(true);
            call.start();
            inside.await();
            closing.start();
            while (closing.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            // The call inside ends only after this one: who waits for it waits for ever.
            assertThatIllegalStateException()
                    .isThrownBy(() -> gate.whileOpen(() -> "too late"))
                    .withMessage("gate is closed");
        } finally {
            leave.countDown();
        }
        call.join();
        closing.join();
    }

    private static boolean hold(CountDownLatch inside, CountDownLatch leave) {
        inside.countDown();
        try {
            leave.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
