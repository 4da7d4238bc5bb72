package dev.lanes.search.retrieval;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.hnsw.Recall;
import dev.lanes.sparse.TwoPhase;
import dev.lanes.vector.Pruning;
import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Trees of retrievers of every kind, for the fields `v` (dense, 4 values), `s` (sparse, terms
/// below 20), `title` and `body` (texts of the words w0 … w9), `kind` (keyword), `year` (long) and
/// `price` (double).
public final class RandomRetrievers {
    private final Random random;

    public RandomRetrievers(Random random) {
        this.random = random;
    }

    private boolean rarely() {
        return random.nextInt(3) == 0;
    }

    /// A tree of at most so many levels.
    public Retriever tree(int levels) {
        if (levels == 0) {
            return leaf();
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> hybrid(levels - 1);
            case 2 -> rerank(tree(levels - 1));
            case 3 -> {
                var diversify = tree(levels - 1).diversify("v", random.nextDouble());
                yield rarely() ? diversify.withWindow(1 + random.nextInt(40)) : diversify;
            }
            case 4 -> tree(levels - 1).filter(filter(2));
            case 5 -> tree(levels - 1).boost(random.nextDouble() + .01);
            case 6 -> tree(levels - 1).collapse("kind");
            default -> leaf();
        };
    }

    public Retriever leaf() {
        return switch (random.nextInt(3)) {
            case 0 -> knn();
            case 1 -> sparse();
            default -> lexical();
        };
    }

    private Knn knn() {
        var knn = random.nextBoolean() ? Retriever.knn("v") : Retriever.exact("v");
        if (rarely()) {
            knn = knn.withEffort(rarely() ? Recall.atLeast(.95) : EfSearch.of(40));
        }
        if (rarely()) {
            float[] vector = new float[4];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            knn = knn.withVector(vector);
        } else if (rarely()) {
            knn = knn.withText(words());
        }
        return rarely() ? knn.withK(1 + random.nextInt(40)) : knn;
    }

    private Sparse sparse() {
        var sparse = Retriever.sparse("s");
        if (rarely()) {
            int[] terms = random.ints(4, 0, 20).distinct().sorted().toArray();
            float[] weights = new float[terms.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextFloat() + .1f;
            }
            sparse = sparse.withVector(SparseVector.of(terms, weights));
        } else if (rarely()) {
            sparse = sparse.withText(words());
        }
        if (rarely()) {
            sparse =
                    sparse.withTwoPhase(
                            new TwoPhase(
                                    Pruning.topK(1 + random.nextInt(9)),
                                    1 + random.nextDouble(),
                                    100));
        }
        sparse = rarely() ? sparse.withMode(SparseMode.DOC_ONLY) : sparse;
        return rarely() ? sparse.withK(1 + random.nextInt(40)) : sparse;
    }

    private Lexical lexical() {
        var lexical =
                switch (random.nextInt(5)) {
                    case 0 -> Retriever.match("title");
                    case 1 -> Retriever.multiMatch("title^2.5", "body");
                    case 2 -> Retriever.multiMatch();
                    case 3 -> Retriever.phrase("body");
                    default -> Retriever.queryString("title^.3", "body");
                };
        lexical = rarely() ? lexical.mostFields() : lexical.bestFields(random.nextFloat());
        lexical = rarely() ? lexical.withOperator(Lexical.Operator.AND) : lexical;
        lexical = rarely() ? lexical.withText(words()) : lexical;
        return rarely() ? lexical.withK(1 + random.nextInt(40)) : lexical;
    }

    /// Any words that texts have.
    public String words() {
        return String.join(
                " ", random.ints(1 + random.nextInt(3), 0, 10).mapToObj(i -> "w" + i).toList());
    }

    private Hybrid hybrid(int levels) {
        var children =
                IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> tree(levels)).toList();
        var hybrid = Retriever.hybrid(children.toArray(Retriever[]::new)).withFusion(fusion());
        hybrid = rarely() ? hybrid.and(leaf(), random.nextDouble() * 3) : hybrid;
        return rarely() ? hybrid.withWindow(1 + random.nextInt(50)) : hybrid;
    }

    private Fusion fusion() {
        return rarely()
                ? Fusion.reciprocalRank(1 + random.nextInt(100))
                : Fusion.scores(
                        any(List.of(Normalisation.values())), any(List.of(Combination.values())));
    }

    private Rerank rerank(Retriever inner) {
        var rerank = inner.rerank("cross", random.nextBoolean() ? "title" : "body");
        rerank = rarely() ? rerank.withText(words()) : rerank;
        rerank = rarely() ? rerank.withMinScore(random.nextDouble()) : rerank;
        rerank = rarely() ? rerank.fused(fusion(), random.nextDouble()) : rerank;
        return rarely() ? rerank.withWindow(1 + random.nextInt(40)) : rerank;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// A filter of at most so many levels.
    public Filter filter(int levels) {
        return switch (random.nextInt(levels == 0 ? 6 : 9)) {
            case 0 -> Filter.in("kind", "k" + random.nextInt(9), "k" + random.nextInt(9));
            case 1 -> Filter.term("year", 1990L + random.nextInt(30));
            case 2 -> Filter.range("year").gte(1990L + random.nextInt(20)).lt(2020L);
            case 3 -> Filter.range("price").lte(random.nextDouble());
            case 4 -> Filter.exists(random.nextBoolean() ? "kind" : "price");
            case 5 -> rarely() ? Filter.all() : Filter.prefix("kind", rarely() ? "x" : "k");
            case 6 -> new Filter.And(some(levels - 1));
            case 7 -> new Filter.Or(some(levels - 1));
            default -> Filter.not(filter(levels - 1));
        };
    }

    private List<Filter> some(int levels) {
        var filters = new ArrayList<Filter>();
        for (int left = random.nextInt(4); left > 0; left--) {
            filters.add(filter(levels));
        }
        return filters;
    }
}
