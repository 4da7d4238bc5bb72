package dev.lanes.jmh.bm25;

import dev.lanes.jmh.bm25.Bm25Task.Bm25Settings;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.util.SmallFloat;

/// BM25 as Lucene defines it, by the plainest algorithm there is and in double precision, to judge
/// others by.
///
/// A document's score is the sum over the query's tokens of idf · f / (f + k1 · (1 − b + b · l /
/// a)), where idf = ln(1 + (n − d + ½) / (d + ½)), f is how often the token occurs in the document,
/// d the number of documents that have it, n that of the documents that have any token, l the
/// document's length as a byte keeps it, and a the mean of the true lengths.
final class ExactBm25 {
    private static final double RELATIVE_SLACK = 1e-5;

    private final Bm25Settings settings;
    private final Map<String, Map<Integer, Integer>> postings = new HashMap<>();
    private final int[] lengths;
    private final double meanLength;
    private final long filled;

    ExactBm25(List<List<String>> documents, Bm25Settings settings) {
        this.settings = settings;
        lengths = new int[documents.size()];
        long tokens = 0;
        for (int row = 0; row < lengths.length; row++) {
            for (String token : documents.get(row)) {
                postings.computeIfAbsent(token, _ -> new HashMap<>()).merge(row, 1, Integer::sum);
            }
            int length = documents.get(row).size();
            lengths[row] = SmallFloat.byte4ToInt(SmallFloat.intToByte4(length));
            tokens += length;
        }
        filled = documents.stream().filter(document -> !document.isEmpty()).count();
        meanLength = (double) tokens / Math.max(1, filled);
    }

    /// The scores of all documents that have a token of a query.
    Map<Integer, Double> scores(List<String> query) {
        Map<Integer, Double> scores = new HashMap<>();
        for (String token : query) {
            Map<Integer, Integer> list = postings.getOrDefault(token, Map.of());
            double idf = Math.log(1 + (filled - list.size() + .5) / (list.size() + .5));
            list.forEach((row, frequency) -> {
                double length = 1 - settings.b() + settings.b() * lengths[row] / meanLength;
                double part = idf * frequency / (frequency + settings.k1() * length);
                scores.merge(row, part, Double::sum);
            });
        }
        return scores;
    }

    /// What a library's answers are worth.
    ///
    /// @param recall share of the k best documents that it found, those of equal score counted
    /// @param scoreError largest difference of a score from the true one, over the true one
    record Judgement(double recall, double scoreError) {}

    /// Judges answers.
    ///
    /// @param answers by query
    Judgement judge(List<List<String>> queries, List<List<Hit>> answers, int k) {
        long right = 0;
        long wanted = 0;
        double error = 0;
        for (int query = 0; query < answers.size(); query++) {
            Map<Integer, Double> truth = scores(queries.get(query));
            List<Double> best = best(truth, k);
            wanted += best.size();
            double floor = best.isEmpty() ? 0 : best.getFirst() * (1 - RELATIVE_SLACK);
            List<Long> seen = new ArrayList<>();
            for (Hit hit : answers.get(query)) {
                double score = truth.getOrDefault((int) hit.id(), 0.0);
                error = Math.max(error, Math.abs(hit.score() - score) / score);
                if (score >= floor && score > 0 && !seen.contains(hit.id())) {
                    right++;
                    seen.add(hit.id());
                }
            }
        }
        return new Judgement(wanted == 0 ? 1 : (double) right / wanted, error);
    }

    /// The k best scores, the least of them first.
    private static List<Double> best(Map<Integer, Double> scores, int k) {
        PriorityQueue<Double> heap = new PriorityQueue<>();
        for (double score : scores.values()) {
            heap.add(score);
            if (heap.size() > k) {
                heap.remove();
            }
        }
        return heap.stream().sorted().toList();
    }
}
