package dev.lanes.search;

import dev.lanes.search.engine.Candidate;
import dev.lanes.search.engine.Cut;
import dev.lanes.search.engine.Engine;
import dev.lanes.search.engine.EngineRequest;
import dev.lanes.search.engine.Explain;
import dev.lanes.search.engine.Outcome;
import dev.lanes.search.engine.Page;
import dev.lanes.search.engine.Passage;
import dev.lanes.search.engine.Stage;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.store.StoredDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Runs searches and reads the documents that they find.
final class Searching {
    /// How often a search begins anew because documents that it found were gone.
    private static final int ATTEMPTS = 4;

    private final CollectionState state;
    private final OpenModels models;
    private final Optional<Executor> executor;

    Searching(CollectionState state, OpenModels models, Optional<Executor> executor) {
        this.state = state;
        this.models = models;
        this.executor = executor;
    }

    /// How documents are found where a request does not say.
    Retriever usual() {
        Catalog catalog = state.catalog();
        for (Field.Semantic field : catalog.schema().fields(Field.Semantic.class)) {
            return catalog.state(field) instanceof FieldState.Dense
                    ? Retriever.knn(field.name())
                    : Retriever.sparse(field.name());
        }
        if (catalog.schema().fields(Field.Text.class).isEmpty()) {
            throw new IllegalStateException(
                    "the request must say by which retriever: the collection %s has no field for questions"
                            .formatted(state.directory()));
        }
        return Retriever.multiMatch();
    }

    SearchResult search(SearchRequest request) {
        try {
            long start = System.nanoTime();
            state.refresh();
            for (int attempt = 1; ; attempt++) {
                CollectionSource source = new CollectionSource(state, models);
                Outcome outcome = new Engine(source).search(engineRequest(request));
                long searched = System.nanoTime();
                List<DocumentHit> hits = fetch(outcome.candidates(), source);
                if (hits.size() == outcome.candidates().size() || attempt == ATTEMPTS) {
                    Took took =
                            new Took(
                                    Duration.ofNanos(source.encodingNanos()),
                                    Duration.ofNanos(
                                            Math.max(0, searched - start - source.encodingNanos())),
                                    Duration.ofNanos(System.nanoTime() - searched));
                    return new SearchResult(
                            request, hits, outcome.next(), stage(outcome.stage()), took);
                }
            }
        } catch (IOException e) {
            throw state.failure(e);
        }
    }

    private EngineRequest engineRequest(SearchRequest request) {
        EngineRequest engine =
                new EngineRequest(
                        request.retriever().orElseGet(this::usual),
                        request.text(),
                        new Page(request.page().from(), request.page().size()),
                        new EngineRequest.Limits(request.deadline(), executor),
                        request.report() == SearchRequest.Report.DOCUMENTS
                                ? Explain.CANDIDATES
                                : Explain.COUNTS);
        return request.page().after().map(engine::after).orElse(engine);
    }

    private List<DocumentHit> fetch(List<Candidate> candidates, CollectionSource source)
            throws IOException {
        List<DocumentHit> hits = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Optional<StoredDocument> stored =
                    state.database().reading(reading -> reading.document(candidate.row()));
            if (stored.isPresent()) {
                Document document = Document.stored(stored.get().json());
                hits.add(
                        new DocumentHit(
                                DocumentId.of(stored.get()),
                                candidate.score(),
                                document,
                                candidate
                                        .passage()
                                        .flatMap(passage -> passage(passage, document, source))));
            }
        }
        return hits;
    }

    private Optional<DocumentHit.Passage> passage(
            Passage passage, Document document, CollectionSource source) {
        Field field = state.catalog().schema().field(passage.field());
        return state.text(field, document)
                .flatMap(whole -> source.passageText(field, passage, whole))
                .map(text -> new DocumentHit.Passage(passage.field(), text));
    }

    private SearchStage stage(Stage stage) throws IOException {
        List<SearchStage> below = new ArrayList<>();
        for (Stage other : stage.below()) {
            below.add(stage(other));
        }
        List<SearchStage.ScoredId> documents = new ArrayList<>();
        for (Candidate candidate : stage.found().list()) {
            state.database()
                    .reading(reading -> reading.document(candidate.row()))
                    .ifPresent(stored ->
                            documents.add(
                                    new SearchStage.ScoredId(stored.id(), candidate.score())));
        }
        return new SearchStage(
                stage.name(),
                stage.found().count(),
                documents,
                stage.time(),
                new SearchStage.Notes(stage.reason(), stage.cut().map(Cut::toString)),
                below);
    }
}
