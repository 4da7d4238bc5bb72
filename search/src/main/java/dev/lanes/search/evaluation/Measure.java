package dev.lanes.search.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How good one ranking is, in [0, 1]; larger is better. The definitions are those of trec_eval,
/// NIST's reference program.
///
/// A document is relevant when its grade is 1 or more. Documents that nobody judged, and those with
/// a grade of 0 or less, are not: they take a place in the ranking and gain nothing. Every measure
/// is 0 where nothing relevant was judged, and such a query counts in averages like any other. R is
/// the number of documents judged relevant, found or not.
public enum Measure {
    /// Normalised discounted cumulative gain: Σ grade / log₂(rank + 1) over the first k, divided by
    /// the same sum for the best possible order of all judged documents, cut at the same k
    /// (Järvelin and Kekäläinen, 2002, with the grade itself as gain). trec_eval's `ndcg_cut`, and
    /// its `ndcg` where there is no k.
    NDCG {
        @Override
        double of(Ranking ranking, Map<String, Integer> judged, OptionalInt k) {
            int cut = k.orElse(Integer.MAX_VALUE);
            List<Integer> found =
                    ranking.first(cut).stream().map(id -> judged.getOrDefault(id, 0)).toList();
            List<Integer> best =
                    judged.values().stream()
                            .sorted((a, b) -> Integer.compare(b, a))
                            .limit(cut)
                            .toList();
            double ideal = discounted(best);
            return ideal == 0 ? 0 : discounted(found) / ideal;
        }
    },
    /// Average precision: the precision at the rank of each relevant document among the first k,
    /// summed and divided by R. Its mean over queries is MAP. trec_eval's `map_cut`, and its `map`
    /// where there is no k.
    MAP {
        @Override
        double of(Ranking ranking, Map<String, Integer> judged, OptionalInt k) {
            double sum = 0;
            int found = 0;
            int rank = 0;
            for (String id : ranking.first(k.orElse(Integer.MAX_VALUE))) {
                rank++;
                if (judged.getOrDefault(id, 0) > 0) {
                    found++;
                    sum += (double) found / rank;
                }
            }
            return found == 0 ? 0 : sum / relevant(judged);
        }
    },
    /// The share of the R relevant documents that is among the first k. trec_eval's `recall`, and
    /// its `set_recall` where there is no k.
    RECALL {
        @Override
        double of(Ranking ranking, Map<String, Integer> judged, OptionalInt k) {
            long found = found(ranking, judged, k);
            return found == 0 ? 0 : (double) found / relevant(judged);
        }
    },
    /// Reciprocal rank: 1 / rank of the first relevant document, 0 where there is none among the
    /// first k. Its mean over queries is MRR. trec_eval's `recip_rank`, under its option `-M k`
    /// where there is a k.
    MRR {
        @Override
        double of(Ranking ranking, Map<String, Integer> judged, OptionalInt k) {
            int rank = 0;
            for (String id : ranking.first(k.orElse(Integer.MAX_VALUE))) {
                rank++;
                if (judged.getOrDefault(id, 0) > 0) {
                    return 1. / rank;
                }
            }
            return 0;
        }
    },
    /// The share of relevant documents among the first k; places that the ranking leaves empty
    /// count as irrelevant ones. trec_eval's `P`. Where there is no k, the share among those found,
    /// however many: its `set_P`.
    PRECISION {
        @Override
        double of(Ranking ranking, Map<String, Integer> judged, OptionalInt k) {
            long found = found(ranking, judged, k);
            return found == 0 ? 0 : (double) found / k.orElse(ranking.ids().size());
        }
    };

    abstract double of(Ranking ranking, Map<String, Integer> judged, OptionalInt k);

    /// In lower case, as metrics are written: `ndcg`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Measure> labelled(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(measure -> measure.label().equals(lower)).findFirst();
    }

    private static double discounted(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            sum += Math.max(0, grades.get(i)) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }

    private static long found(Ranking ranking, Map<String, Integer> judged, OptionalInt k) {
        return ranking.first(k.orElse(Integer.MAX_VALUE)).stream()
                .filter(id -> judged.getOrDefault(id, 0) > 0)
                .count();
    }

    private static long relevant(Map<String, Integer> judged) {
        return judged.values().stream().filter(grade -> grade > 0).count();
    }
}
