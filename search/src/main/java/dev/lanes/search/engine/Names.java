package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Boosted;
import dev.lanes.search.retrieval.BoostedField;
import dev.lanes.search.retrieval.Collapsed;
import dev.lanes.search.retrieval.DenseEffort;
import dev.lanes.search.retrieval.Diversify;
import dev.lanes.search.retrieval.Filtered;
import dev.lanes.search.retrieval.Fusion;
import dev.lanes.search.retrieval.Hybrid;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Lexical;
import dev.lanes.search.retrieval.Rerank;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.Sparse;
import java.util.Locale;
import java.util.stream.Collectors;

/// What stages are called.
final class Names {
    private Names() {}

    static String of(Retriever retriever) {
        return switch (retriever) {
            case Knn knn when knn.effort() instanceof DenseEffort.Exact -> "exact " + knn.field();
            case Knn knn -> "knn " + knn.field();
            case Sparse sparse -> "sparse " + sparse.field();
            case Lexical lexical -> lexical(lexical);
            case Hybrid hybrid -> "hybrid " + of(hybrid.fusion());
            case Rerank rerank -> "rerank " + rerank.model();
            case Diversify diversify -> "diversify " + diversify.field();
            case Filtered _ -> "filter";
            case Boosted boosted -> "boost " + boosted.factor();
            case Collapsed collapsed -> "collapse " + collapsed.field();
        };
    }

    private static String lexical(Lexical lexical) {
        var fields =
                lexical.fields().stream()
                        .map(BoostedField::toString)
                        .collect(Collectors.joining(","));
        return "lexical " + (fields.isEmpty() ? "*" : fields);
    }

    private static String of(Fusion fusion) {
        return switch (fusion) {
            case Fusion.ReciprocalRank rank -> "rrf " + rank.constant();
            case Fusion.Scores scores ->
                    "%s %s"
                            .formatted(scores.normalisation(), scores.combination())
                            .toLowerCase(Locale.ROOT);
        };
    }
}
