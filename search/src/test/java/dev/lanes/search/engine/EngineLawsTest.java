package dev.lanes.search.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.engine.EngineRequest.Limits;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Lexical;
import dev.lanes.search.retrieval.RandomRetrievers;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.Sparse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// What holds for every retriever, by random trees over a source that is searched exhaustively.
class EngineLawsTest {
    /// Below the window, which from + size would widen otherwise.
    private static final int DOCUMENTS = 90;

    private static final int TREES = 400;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomRetrievers retrievers = new RandomRetrievers(random);
    private final MemorySource source = MemorySource.random(DOCUMENTS, random, _ -> {});

    private String place(Retriever retriever) {
        return "seed %d, %s".formatted(seed, retriever);
    }

    private static List<Candidate> found(Source source, EngineRequest request) {
        return new Engine(source).search(request).candidates();
    }

    @Test
    void ranksEachDocumentOnceInOrder() {
        for (int i = 0; i < TREES; i++) {
            var retriever = retrievers.tree(3);
            var found = found(source, EngineRequest.of(retriever, retrievers.words(), DOCUMENTS));
            assertThat(found).as(place(retriever)).isSortedAccordingTo(Candidate.ORDER);
            var rows = found.stream().map(Candidate::row).toList();
            assertThat(new HashSet<>(rows)).as(place(retriever)).hasSameSizeAs(rows);
        }
    }

    @Test
    void pagesAreSlicesOfOneRanking() {
        for (int i = 0; i < TREES; i++) {
            var retriever = retrievers.tree(3);
            var request = EngineRequest.of(retriever, retrievers.words(), DOCUMENTS);
            var all = found(source, request);
            int from = random.nextInt(DOCUMENTS);
            int size = 1 + random.nextInt(DOCUMENTS - from);
            assertThat(found(source, request.withPage(new Page(from, size))))
                    .as(place(retriever))
                    .isEqualTo(
                            all.subList(
                                    Math.min(from, all.size()), Math.min(from + size, all.size())));
        }
    }

    @Test
    void tokensLeadThroughTheWholeRanking() {
        for (int i = 0; i < TREES / 4; i++) {
            var retriever = retrievers.tree(2);
            var request = EngineRequest.of(retriever, retrievers.words(), DOCUMENTS);
            var all = found(source, request);
            var some = request.withPage(Page.first(1 + random.nextInt(20)));
            var collected = new ArrayList<Candidate>();
            var outcome = new Engine(source).search(some);
            collected.addAll(outcome.candidates());
            while (outcome.next().isPresent()) {
                outcome = new Engine(source).search(some.after(outcome.next().get()));
                collected.addAll(outcome.candidates());
            }
            assertThat(collected).as(place(retriever)).isEqualTo(all);
        }
    }

    /// Nothing that a filter takes away may be felt above it.
    @Test
    void filteringIsSearchingFewerDocuments() {
        for (int i = 0; i < TREES; i++) {
            var retriever = retrievers.tree(3);
            Filter filter = retrievers.filter(3);
            var text = retrievers.words();
            var fewer = source.only(document -> document.passes(filter));
            assertThat(found(source, EngineRequest.of(retriever.filter(filter), text, DOCUMENTS)))
                    .as(place(retriever.filter(filter)))
                    .isEqualTo(found(fewer, EngineRequest.of(retriever, text, DOCUMENTS)));
        }
    }

    @Test
    void filteringALeafIsFilteringWhatItFinds() {
        for (int i = 0; i < TREES; i++) {
            var only = retrievers.leaf();
            var wide =
                    switch (only) {
                        case Knn knn -> knn.withK(DOCUMENTS);
                        case Sparse sparse -> sparse.withK(DOCUMENTS);
                        case Lexical words -> words.withK(DOCUMENTS);
                        default -> throw new IllegalStateException("no leaf: " + only);
                    };
            Filter filter = retrievers.filter(2);
            var text = retrievers.words();
            var all = found(source, EngineRequest.of(wide, text, DOCUMENTS));
            assertThat(found(source, EngineRequest.of(wide.filter(filter), text, DOCUMENTS)))
                    .as(place(wide.filter(filter)))
                    .isEqualTo(
                            all.stream()
                                    .filter(candidate ->
                                            source.documents.get(candidate.row()).passes(filter))
                                    .toList());
        }
    }

    @Test
    void executorsChangeNothing() {
        Executor refusing =
                _ -> {
                    throw new RejectedExecutionException("full");
                };
        try (ExecutorService one = Executors.newFixedThreadPool(1);
                ExecutorService four = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < TREES; i++) {
                var retriever = retrievers.tree(4);
                var request = EngineRequest.of(retriever, retrievers.words(), DOCUMENTS);
                var alone = found(source, request);
                for (Executor executor : List.of(one, four, refusing, (Executor) Runnable::run)) {
                    var limits =
                            new Limits(Optional.of(Duration.ofMinutes(5)), Optional.of(executor));
                    var outcome = new Engine(source).search(request.withLimits(limits));
                    assertThat(outcome.candidates()).as(place(retriever)).isEqualTo(alone);
                    assertThat(outcome.isPartial()).as(place(retriever)).isFalse();
                }
            }
        }
    }

    @Test
    void explainingTellsWhatEachStageFound() {
        for (int i = 0; i < TREES / 4; i++) {
            var retriever = retrievers.tree(3);
            var request =
                    EngineRequest.of(retriever, retrievers.words(), DOCUMENTS)
                            .withExplain(Explain.CANDIDATES);
            var outcome = new Engine(source).search(request);
            assertThat(outcome.stage().found().list())
                    .as(place(retriever))
                    .isEqualTo(outcome.candidates());
            outcome.stage()
                    .all()
                    .forEach(stage ->
                            assertThat(stage.found().list())
                                    .as("%s, %s", place(retriever), stage.name())
                                    .hasSize(stage.found().count())
                                    .isSortedAccordingTo(Candidate.ORDER));
        }
    }
}
