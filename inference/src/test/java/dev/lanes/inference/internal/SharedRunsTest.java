package dev.lanes.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Single texts that share runs, on a network of this test's own: its row is the first token.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedRunsTest {
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    private void echo(List<TokenSequence> batch, Engine.Rows rows) {
        sizes.add(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).ids()[0] < 0) {
                throw new IllegalStateException("cannot read " + batch.get(i).ids()[0]);
            }
            rows.row(i, new float[] {batch.get(i).ids()[0]});
        }
    }

    private static float one(SharedRuns runs, long... tokens) {
        float[] found = {Float.NaN};
        runs.run(TokenSequence.of(tokens), (_, row) -> found[0] = row[0]);
        return found[0];
    }

    @Test
    void aCallerAloneRunsAtOnce() {
        var runs = new SharedRuns(this::echo, 1, 100, 0);
        assertThat(one(runs, 7)).isEqualTo(7);
        assertThat(one(runs, 8)).isEqualTo(8);
        assertThat(sizes).containsExactly(1, 1);
    }

    /// The first run is held up until four others wait; they share one run, but for the one that
    /// would be too much.
    @Test
    void thoseWhoWaitShareARun() throws Exception {
        runWhileTheFirstIsHeldUp(3, 1, 1, 1, 1, 1);
        assertThat(sizes).containsExactly(1, 3, 1);
    }

    /// Four wait while the first run is held up: two short texts, a long one between them, and one
    /// about as long as that.
    @Test
    void longTextsDoNotHoldUpShortOnes() throws Exception {
        runWhileTheFirstIsHeldUp(512, 1, 5, 60, 6, 64);
        assertThat(sizes).containsExactly(1, 2, 2);
    }

    /// Runs texts of so many tokens, one at a time; the first until all others wait.
    private void runWhileTheFirstIsHeldUp(int batchTokens, int... lengths) throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var runs =
                new SharedRuns(
                        (batch, rows) -> {
                            begun.countDown();
                            await(go);
                            echo(batch, rows);
                        },
                        1,
                        batchTokens,
                        0);
        try (ExecutorService callers = Executors.newFixedThreadPool(lengths.length)) {
            List<Future<Float>> found = new ArrayList<>();
            for (int i = 0; i < lengths.length; i++) {
                var ids = new long[lengths[i]];
                ids[0] = i;
                found.add(callers.submit(() -> one(runs, ids)));
                begun.await();
                while (runs.waiting() < i) {
                    Thread.onSpinWait();
                }
            }
            go.countDown();
            for (int i = 0; i < lengths.length; i++) {
                assertThat(found.get(i).get()).isEqualTo(i);
            }
        }
    }

    @Test
    void aTextThatCannotBeReadFailsAlone() throws Exception {
        var runs = new SharedRuns(this::echo, 2, 100, 0);
        var failed = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int token = caller == 3 ? -1 : caller;
                ends.add(
                        callers.submit(() -> {
                            for (int i = 0; i < 2000; i++) {
                                if (token >= 0) {
                                    assertThat(one(runs, token)).isEqualTo(token);
                                } else {
                                    assertThatThrownBy(() -> one(runs, token))
                                            .hasMessage("cannot read -1");
                                    failed.incrementAndGet();
                                }
                            }
                        }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        assertThat(failed).hasValue(2000);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
