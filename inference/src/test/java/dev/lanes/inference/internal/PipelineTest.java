package dev.lanes.inference.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.EncodingProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams of texts on a network of this test's own: its row is the first token, and the first
/// token is the length of the text.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipelineTest {
    /// Four share a run, so that two runs go on at one time.
    private static final int THREADS = 8;

    private static final int RUNS = 2;
    private static final String TOKENIZER =
            """
            {"version": "1.0", "pre_tokenizer": {"type": "WhitespaceSplit"},
             "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0}}}
            """;

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private final Pipeline pipeline =
            new Pipeline(
                    "test",
                    Tokenizer.open("tokenizer.json", TOKENIZER.getBytes(UTF_8), 8),
                    new Echo(),
                    EncoderSettings.of().withThreads(THREADS));

    private final class Echo implements Engine {
        @Override
        public int rowLength() {
            return 1;
        }

        @Override
        public int batchTokens(int wanted) {
            return 1;
        }

        @Override
        public void run(List<TokenSequence> batch, Rows rows) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            for (int i = 0; i < batch.size(); i++) {
                rows.row(i, new float[] {batch.get(i).ids()[0]});
            }
            inside.decrementAndGet();
        }

        @Override
        public void close() {}
    }

    private static final class Lengths implements TextStep<Float> {
        @Override
        public List<List<TokenSequence>> tokenize(List<String> texts) {
            return texts.stream()
                    .map(text -> List.of(TokenSequence.of(new long[] {text.length()})))
                    .toList();
        }

        @Override
        public Float result(float[] row) {
            return row[0];
        }

        @Override
        public Float join(List<Float> pieces) {
            return pieces.getFirst();
        }
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    private List<Float> all(Iterator<String> texts) {
        List<Float> results = new ArrayList<>();
        pipeline.all(texts, new Lengths(), results::add, EncodingProgress.NONE);
        return results;
    }

    @Test
    void manyStreamsRunNoMoreThanTheThreadsAtOnce() throws Exception {
        Callable<List<Float>> stream = () -> all(List.of("a", "bb", "ccc").iterator());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Float>> done : threads.invokeAll(Collections.nCopies(100, stream))) {
                assertThat(done.get()).containsExactly(1f, 2f, 3f);
            }
        }
        assertThat(most.get()).isBetween(1, RUNS);
    }

    @Test
    void iteratorThatBreaksItsWordIsAtItsEnd() {
        var texts =
                new Iterator<String>() {
                    private int asked;

                    @Override
                    public boolean hasNext() {
                        return asked++ % 2 == 0;
                    }

                    @Override
                    public String next() {
                        throw new AssertionError("nothing is there");
                    }
                };
        assertThat(all(texts)).isEmpty();
    }
}
