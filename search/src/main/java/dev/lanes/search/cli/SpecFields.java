package dev.lanes.search.cli;

import dev.lanes.search.Field;
import dev.lanes.search.Schema;
import dev.lanes.search.TextRanking;
import dev.lanes.search.evaluation.Spec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of a collection that is made to try retrievers: `title`, `text`, both as one in
/// `passage`, and one for each model and each way to use it, which is called like its SPEC with
/// hyphens in the place of other signs: `dense-all-MiniLM-L6-v2`.
final class SpecFields {
    static final String ID = "_id";
    static final String TITLE = "title";
    static final String TEXT = "text";

    /// "title. text", which bm25 and cross-encoders read.
    static final String PASSAGE = "passage";

    static final List<String> WORDS = List.of(TITLE, TEXT, PASSAGE);

    private final Map<String, String> names = new LinkedHashMap<>();

    /// Those that some SPECs need.
    static SpecFields of(List<Spec> specs) {
        SpecFields fields = new SpecFields();
        Set<String> taken = new HashSet<>(WORDS);
        specs.stream()
                .flatMap(SpecTrees::all)
                .forEach(spec -> {
                    if (spec instanceof Spec.Dense || spec instanceof Spec.Sparse) {
                        fields.names.computeIfAbsent(
                                SpecEncoders.key(spec), key -> name(key, taken));
                    }
                });
        return fields;
    }

    private static String name(String key, Set<String> taken) {
        String word = key.replaceAll("[^\\p{L}\\p{Nd}_.-]", "-");
        // A number that makes it another must find room.
        String base = word.substring(0, Math.min(word.length(), Field.MAX_NAME - 4));
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /// The field of a model.
    ///
    /// @param leaf dense or sparse
    String of(Spec leaf) {
        return names.get(SpecEncoders.key(leaf));
    }

    Schema schema(TextRanking ranking) {
        Schema schema =
                Schema.of(Field.text(TITLE), Field.text(TEXT), Field.text(PASSAGE))
                        .withIdField(ID)
                        .withRanking(ranking);
        for (Map.Entry<String, String> entry : names.entrySet()) {
            schema =
                    schema.with(Field.semantic(entry.getValue(), entry.getKey()).from(TITLE, TEXT));
        }
        return schema;
    }
}
