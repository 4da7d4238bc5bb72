package dev.lanes.search.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a retriever found for one query: ids of documents, best first. Immutable.
public final class Ranking {
    /// Nothing was found.
    public static final Ranking NONE = new Ranking(List.of());

    private final List<String> ids;

    private Ranking(List<String> ids) {
        this.ids = ids;
    }

    /// A ranking in the order given.
    ///
    /// @throws IllegalArgumentException when a document occurs twice, which would count its grade
    ///   twice
    public static Ranking of(List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new IllegalArgumentException(
                        "a ranking must have each document once but has \"%s\" twice"
                                .formatted(id));
            }
        }
        return new Ranking(List.copyOf(ids));
    }

    /// A ranking by score, as trec_eval makes it of a run: see [ScoredId#TREC_ORDER].
    ///
    /// @throws IllegalArgumentException when a document occurs twice
    public static Ranking byScore(List<ScoredId> found) {
        return of(found.stream().sorted(ScoredId.TREC_ORDER).map(ScoredId::id).toList());
    }

    /// The ids, best first.
    public List<String> ids() {
        return ids;
    }

    /// The first so many of them, or all when there are fewer.
    List<String> first(int k) {
        return ids.subList(0, Math.min(k, ids.size()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranking ranking && ids.equals(ranking.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }

    /// The ids.
    @Override
    public String toString() {
        return ids.toString();
    }
}
