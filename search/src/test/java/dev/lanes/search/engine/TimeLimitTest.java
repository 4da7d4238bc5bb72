package dev.lanes.search.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.engine.EngineRequest.Limits;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Retriever;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Searches that have to end before they are done.
@Timeout(60)
class TimeLimitTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONGER = Duration.ofMillis(700);

    private static final Retriever ALL =
            Retriever.hybrid(
                            Retriever.match("title"),
                            Retriever.sparse("s"),
                            Retriever.exact("v").filter(Filter.exists("kind")))
                    .rerank("cross", "body")
                    .diversify("v", .5);

    private final long seed = new Random().nextLong();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private MemorySource slowAt(String call) {
        return MemorySource.random(
                40,
                new Random(seed),
                name -> {
                    if (name.equals(call)) {
                        sleep();
                    }
                });
    }

    private static void sleep() {
        try {
            Thread.sleep(LONGER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcome search(Source source, Retriever retriever, Optional<Executor> executor) {
        var limits = new Limits(Optional.of(SHORT), executor);
        return new Engine(source)
                .search(EngineRequest.of(retriever, "w1 w2", 10).withLimits(limits));
    }

    private static List<String> cut(Outcome outcome) {
        return outcome.stage()
                .all()
                .filter(stage -> stage.cut().isPresent())
                .map(Stage::name)
                .toList();
    }

    /// On one thread, stages after the slow one are cut; what is there comes back.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    lexical,     diversify v;rerank cross;sparse s;filter
                    sparseQuery, diversify v;rerank cross;sparse s;filter
                    sparse,      diversify v;rerank cross;filter
                    rows,        diversify v;rerank cross;exact v
                    denseQuery,  diversify v;rerank cross;exact v
                    dense,       diversify v;rerank cross
                    text,        diversify v;rerank cross
                    score,       diversify v;rerank cross
                    vector,      diversify v
                    """)
    void returnsWhatIsThere(String slow, String stages) {
        var outcome = search(slowAt(slow), ALL, Optional.empty());
        assertThat(outcome.isPartial()).isTrue();
        assertThat(cut(outcome)).as("seed %d", seed).containsExactly(stages.split(";", -1));
        assertThat(outcome.candidates()).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void aRerankerThatIsCutLeavesTheFirstStage() {
        var first = Retriever.exact("v");
        var expected = search(slowAt("nothing"), first, Optional.empty());
        var outcome = search(slowAt("score"), first.rerank("cross", "body"), Optional.empty());
        assertThat(outcome.candidates()).isEqualTo(expected.candidates());
        assertThat(cut(outcome)).containsExactly("rerank cross");
    }

    /// A source whose dense search, on the calling thread, waits until a lexical one has begun on
    /// another, which ends when it is interrupted only.
    private MemorySource stuck(Runnable atLexical) {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        return MemorySource.random(
                40,
                new Random(seed),
                name -> {
                    if (name.equals("dense")) {
                        awaitForever(begun);
                    }
                    if (name.equals("lexical")) {
                        begun.countDown();
                        atLexical.run();
                        awaitForever(never);
                    }
                });
    }

    @Test
    void aBranchThatIsNotDoneIsGivenUp() {
        var retriever = Retriever.hybrid(Retriever.exact("v"), Retriever.match("title"));
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            var outcome = search(stuck(() -> {}), retriever, Optional.of(executor));
            assertThat(cut(outcome)).containsExactly("lexical title");
            assertThat(outcome.stage().below().getLast().cut()).contains(Cut.DEADLINE);
            assertThat(outcome.candidates()).hasSize(10);
        }
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptedSearchReturnsAtOnce() {
        Thread.currentThread().interrupt();
        var outcome = new Engine(slowAt("nothing")).search(EngineRequest.of(ALL, "w1 w2", 10));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(outcome.candidates()).isEmpty();
        assertThat(outcome.stage().all().flatMap(stage -> stage.cut().stream()))
                .containsOnly(Cut.INTERRUPTED);
    }

    @Test
    void anInterruptionBetweenStagesKeepsWhatIsThere() {
        var caller = Thread.currentThread();
        var source =
                MemorySource.random(
                        40,
                        new Random(seed),
                        name -> {
                            if (name.equals("score")) {
                                caller.interrupt();
                            }
                        });
        var outcome = new Engine(source).search(EngineRequest.of(ALL, "w1 w2", 10));
        assertThat(cut(outcome)).containsExactly("diversify v", "rerank cross");
        assertThat(outcome.candidates()).hasSize(10);
    }

    @Test
    void anInterruptionEndsTheWaitForABranch() {
        var caller = Thread.currentThread();
        var retriever = Retriever.hybrid(Retriever.exact("v"), Retriever.match("title"));
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            var limits = new Limits(Optional.empty(), Optional.of(executor));
            var request = EngineRequest.of(retriever, "w1", 10).withLimits(limits);
            var outcome = new Engine(stuck(caller::interrupt)).search(request);
            assertThat(outcome.stage().below().getLast().cut()).contains(Cut.INTERRUPTED);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
    }
}
