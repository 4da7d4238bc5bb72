package dev.lanes.search.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How good one ranking is, in [0, 1]; larger is better.
///
/// The definitions are those of trec_eval, NIST's reference program. A ranking is a list of
/// document ids, best first; judgements are grades by document id, where 0 or less, and no
/// judgement at all, mean irrelevant. Every measure is 0 when nothing relevant was judged.
public final class Measures {
    private Measures() {}

    /// Normalised discounted cumulative gain at k: Σ grade / log₂(rank + 1) over the first k,
    /// divided by the same sum for the best possible order of all judged documents (Järvelin and
    /// Kekäläinen, 2002, with the grade itself as gain).
    public static double ndcg(List<String> ranking, Map<String, Integer> judged, int k) {
        double gain = 0;
        List<String> first = first(ranking, k);
        for (int i = 0; i < first.size(); i++) {
            gain += discounted(grade(judged, first.get(i)), i + 1);
        }
        List<Integer> best =
                judged.values().stream().sorted((a, b) -> Integer.compare(b, a)).limit(k).toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) {
            ideal += discounted(best.get(i), i + 1);
        }
        return ideal == 0 ? 0 : gain / ideal;
    }

    /// The share of the relevant documents that is among the first k.
    public static double recall(List<String> ranking, Map<String, Integer> judged, int k) {
        long relevant = relevant(judged);
        long found = first(ranking, k).stream().filter(id -> grade(judged, id) > 0).count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /// Average precision at k: the precision at the rank of each relevant document among the first
    /// k, summed and divided by the number of all relevant ones. Its mean over queries is MAP@k.
    public static double averagePrecision(
            List<String> ranking, Map<String, Integer> judged, int k) {
        double sum = 0;
        int found = 0;
        List<String> first = first(ranking, k);
        for (int i = 0; i < first.size(); i++) {
            if (grade(judged, first.get(i)) > 0) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        long relevant = relevant(judged);
        return relevant == 0 ? 0 : sum / relevant;
    }

    /// @throws IllegalArgumentException when k is less than 1 or a document occurs twice, which
    ///   would count its grade twice
    private static List<String> first(List<String> ranking, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but was " + k);
        }
        List<String> first = ranking.subList(0, Math.min(k, ranking.size()));
        Set<String> seen = new HashSet<>();
        for (String id : first) {
            if (!seen.add(id)) {
                throw new IllegalArgumentException(
                        "a ranking must have each document once but has \"%s\" twice"
                                .formatted(id));
            }
        }
        return first;
    }

    private static double discounted(int grade, int rank) {
        return Math.max(0, grade) / (Math.log(rank + 1) / Math.log(2));
    }

    private static int grade(Map<String, Integer> judged, String id) {
        return judged.getOrDefault(id, 0);
    }

    private static long relevant(Map<String, Integer> judged) {
        return judged.values().stream().filter(grade -> grade > 0).count();
    }
}
