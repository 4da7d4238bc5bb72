package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Closing an encoder: before, during and after its use.
class ClosingTest {
    private static final String CLOSED = "encoder all-MiniLM-L6-v2 is closed";

    @Test
    void useAfterCloseNamesTheEncoder() {
        DenseEncoder encoder = DenseEncoder.open("all-MiniLM-L6-v2");
        encoder.close();
        encoder.close();
        assertThatThrownBy(() -> encoder.encodeQuery("river"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(CLOSED);
        assertThatThrownBy(() -> encoder.encodePassages(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(CLOSED);
        assertThat(encoder.dimension()).isEqualTo(384);
    }

    @Test
    void callsInFlightFinishOrSayThatItIsClosed() throws Exception {
        DenseEncoder encoder = DenseEncoder.open("all-MiniLM-L6-v2");
        float[] expected = encoder.encodeQuery("river");
        var started = new CountDownLatch(6);
        Callable<Throwable> queries =
                () -> {
                    started.countDown();
                    return catchThrowable(() -> {
                        while (true) {
                            float[] row = encoder.encodeQuery("river");
                            assertThat(Vectors.cosine(row, expected)).isGreaterThan(1 - 1e-6);
                        }
                    });
                };
        Callable<Throwable> passages =
                () -> {
                    List<String> texts = Collections.nCopies(100_000, "river ".repeat(100));
                    return catchThrowable(() ->
                            encoder.encodePassages(texts, (count, tokens) -> started.countDown()));
                };
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ends.add(threads.submit(queries));
            }
            ends.add(threads.submit(passages));
            ends.add(threads.submit(passages));
            started.await();
            encoder.close();
            for (Future<Throwable> end : ends) {
                assertThat(end.get()).isInstanceOf(IllegalStateException.class).hasMessage(CLOSED);
            }
        }
    }

    @Test
    void closingFromTheProgressEndsTheCall() {
        DenseEncoder encoder = DenseEncoder.open("all-MiniLM-L6-v2");
        List<String> texts = Collections.nCopies(100, "river ".repeat(200));
        assertThatThrownBy(() -> encoder.encodePassages(texts, (count, tokens) -> encoder.close()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(CLOSED);
    }
}
