package dev.lanes.search.cli;

import dev.lanes.search.CollectionSettings;
import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Encoders;
import dev.lanes.search.TextRanking;
import dev.lanes.search.evaluation.BeirFolder;
import dev.lanes.search.evaluation.BeirPassage;
import dev.lanes.search.evaluation.Spec;
import dev.lanes.sparse.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The collections that SPECs are tried on: one for each way in which their bm25 makes words and
/// ranks them, because a collection has one. SPECs without bm25 are tried on the first.
final class EvalCollections implements AutoCloseable {
    private static final TextRanking USUAL = ranking((Spec.Bm25) Spec.parse("bm25"));

    private final Map<TextRanking, DocumentCollection> open = new LinkedHashMap<>();

    /// The SPECs by the ranking of words that they need.
    ///
    /// @throws UserErrorException when one needs several
    static Map<TextRanking, List<Spec>> group(List<Spec> specs) {
        Map<TextRanking, List<Spec>> groups = new LinkedHashMap<>();
        List<Spec> others = new ArrayList<>();
        for (Spec spec : specs) {
            List<TextRanking> rankings =
                    SpecTrees.all(spec, Spec.Bm25.class)
                            .map(EvalCollections::ranking)
                            .distinct()
                            .toList();
            if (rankings.size() > 1) {
                throw new UserErrorException(
                        "k1, b and analyzer must be the same in all bm25 of one retriever but are not in "
                                + spec.text());
            }
            if (rankings.isEmpty()) {
                others.add(spec);
            } else {
                groups.computeIfAbsent(rankings.getFirst(), _ -> new ArrayList<>()).add(spec);
            }
        }
        if (!others.isEmpty()) {
            TextRanking first = groups.keySet().stream().findFirst().orElse(USUAL);
            groups.computeIfAbsent(first, _ -> new ArrayList<>()).addAll(others);
        }
        return groups;
    }

    private static TextRanking ranking(Spec.Bm25 bm25) {
        Optional<Language> language =
                bm25.analyzer().equals("english")
                        ? Optional.of(Language.ENGLISH)
                        : Optional.empty();
        return new TextRanking(language, (float) bm25.k1(), (float) bm25.b());
    }

    /// Makes a collection of a data set.
    ///
    /// @param directory where nothing is yet
    DocumentCollection make(
            Path directory, BeirFolder data, TextRanking ranking, SpecFields fields, Making making)
            throws IOException {
        try (Stream<BeirPassage> passages = data.corpus();
                ProgressDisplay progress = ProgressDisplay.on(making.console())) {
            DocumentCollection made =
                    DocumentCollection.builder(fields.schema(ranking))
                            .settings(CollectionSettings.of().withEncoders(making.encoders()))
                            .progress(progress)
                            .create(
                                    directory,
                                    () -> passages.map(EvalCollections::document).iterator());
            open.put(ranking, made);
            return made;
        }
    }

    /// @param encoders the models of the fields
    /// @param console that progress is shown on
    record Making(Encoders encoders, Console console) {}

    private static Document document(BeirPassage passage) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SpecFields.ID, passage.id());
        if (!passage.title().isEmpty()) {
            values.put(SpecFields.TITLE, passage.title());
        }
        values.put(SpecFields.TEXT, passage.text());
        values.put(
                SpecFields.PASSAGE,
                passage.title().isEmpty()
                        ? passage.text()
                        : passage.title() + ". " + passage.text());
        return Document.of(values);
    }

    /// Closes the collections.
    @Override
    public void close() {
        open.values().forEach(DocumentCollection::close);
    }
}
