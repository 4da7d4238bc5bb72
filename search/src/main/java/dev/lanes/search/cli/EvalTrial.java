package dev.lanes.search.cli;

import dev.lanes.search.CollectionSettings;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Encoders;
import dev.lanes.search.SearchRequest;
import dev.lanes.search.TextRanking;
import dev.lanes.search.evaluation.BeirFolder;
import dev.lanes.search.evaluation.EncodingCache;
import dev.lanes.search.evaluation.EvaluationReport;
import dev.lanes.search.evaluation.EvaluationTask;
import dev.lanes.search.evaluation.ScoredId;
import dev.lanes.search.evaluation.Spec;
import dev.lanes.search.retrieval.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Tries SPECs on collections.
///
/// @param console that progress is shown on
/// @param registry of models
/// @param effort how hard retrievers search
record EvalTrial(Console console, Path registry, EvalTrial.Effort effort) {
    /// How hard retrievers search.
    enum Effort {
        /// As they do by default, or as their files say.
        USUAL,
        /// By comparing with every document.
        EXHAUSTIVE
    }

    /// @param directory where collections are made; they are deleted with it
    /// @param encodings of passages
    record Room(Path directory, EncodingCache encodings) {}

    /// Tries SPECs on collections that are made for them.
    EvaluationReport on(BeirFolder data, List<Spec> specs, EvaluationTask task, Room room)
            throws IOException {
        Map<TextRanking, List<Spec>> groups = EvalCollections.group(specs);
        Map<Spec, Retriever> retrievers = new LinkedHashMap<>();
        Map<TextRanking, SpecFields> fields = new LinkedHashMap<>();
        groups.forEach((ranking, some) -> {
            fields.put(ranking, SpecFields.of(some));
            some.forEach(spec -> retrievers.put(spec, retriever(spec, fields.get(ranking))));
        });
        try (SpecEncoders models = SpecEncoders.open(specs, registry, room.encodings(), console);
                EvalCollections collections = new EvalCollections()) {
            var making = new EvalCollections.Making(models.encoders(), console);
            Map<Spec, DocumentCollection> places = new LinkedHashMap<>();
            for (Map.Entry<TextRanking, List<Spec>> group : groups.entrySet()) {
                TextRanking ranking = group.getKey();
                DocumentCollection made =
                        collections.make(
                                room.directory().resolve("collection-" + places.size()),
                                data,
                                ranking,
                                fields.get(ranking),
                                making);
                group.getValue().forEach(spec -> places.put(spec, made));
            }
            return evaluated(specs, places, retrievers, task);
        }
    }

    /// Tries retrievers in files on a collection that is there.
    EvaluationReport on(Path directory, List<Spec> specs, EvaluationTask task) throws IOException {
        Map<Spec, Retriever> retrievers = new LinkedHashMap<>();
        for (Spec spec : specs) {
            if (!(spec instanceof Spec.Named)) {
                throw new UserErrorException(
                        "a retriever for an existing collection must be NAME=FILE.json but was "
                                + spec.text());
            }
            retrievers.put(spec, retriever(spec, SpecFields.of(specs)));
        }
        CollectionSettings settings =
                CollectionSettings.of().withEncoders(Encoders.of().withRegistry(registry));
        try (DocumentCollection collection = DocumentCollection.openToRead(directory, settings)) {
            Map<Spec, DocumentCollection> places = new LinkedHashMap<>();
            specs.forEach(spec -> places.put(spec, collection));
            return evaluated(specs, places, retrievers, task);
        }
    }

    private Retriever retriever(Spec spec, SpecFields fields) {
        Retriever retriever = SpecRetrievers.of(spec, fields);
        return switch (effort) {
            case USUAL -> retriever;
            case EXHAUSTIVE -> SpecRetrievers.exhaustive(retriever);
        };
    }

    private EvaluationReport evaluated(
            List<Spec> specs,
            Map<Spec, DocumentCollection> places,
            Map<Spec, Retriever> retrievers,
            EvaluationTask task) {
        Map<String, Function<String, List<ScoredId>>> asked = new LinkedHashMap<>();
        for (Spec spec : specs) {
            DocumentCollection collection = places.get(spec);
            Retriever retriever = retrievers.get(spec);
            requireFitting(SpecTrees.label(spec), collection, retriever, task);
            asked.put(
                    SpecTrees.label(spec),
                    text -> search(collection, retriever, text, task.depth()));
        }
        return task.evaluate(asked, new EvalProgress(console));
    }

    /// Also opens what the first search opens, before times are taken.
    private static void requireFitting(
            String label, DocumentCollection collection, Retriever retriever, EvaluationTask task) {
        try {
            String text = task.queries().values().iterator().next();
            Objects.requireNonNull(search(collection, retriever, text, task.depth()));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(label + ": " + e.getMessage());
        }
    }

    private static List<ScoredId> search(
            DocumentCollection collection, Retriever retriever, String text, int depth) {
        SearchRequest request = SearchRequest.of(text, depth).withRetriever(retriever);
        return collection.search(request).hits().stream()
                .map(hit -> new ScoredId(hit.id().text(), hit.score()))
                .toList();
    }
}
