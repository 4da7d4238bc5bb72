package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How good a retriever's rankings are: each metric of each judged query, and on average.
/// Immutable.
///
/// Every query that has judgements counts. One that found nothing has the value 0, as under
/// trec_eval's option `-c`, and so has one for which nothing relevant was judged. What was found
/// for a query without judgements does not count.
public final class Evaluation {
    private final List<String> queries;
    private final Map<Metric, double[]> values;

    private Evaluation(List<String> queries, Map<Metric, double[]> values) {
        this.queries = queries;
        this.values = values;
    }

    /// Rates rankings.
    ///
    /// @param rankings by query
    /// @param metrics at least one, none twice
    public static Evaluation of(
            Judgements judgements, Map<String, Ranking> rankings, List<Metric> metrics) {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics must be at least 1 but were 0");
        }
        List<String> queries = List.copyOf(judgements.queries());
        Map<Metric, double[]> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            double[] each =
                    queries.stream()
                            .mapToDouble(query ->
                                    metric.of(
                                            rankings.getOrDefault(query, Ranking.NONE),
                                            judgements.of(query)))
                            .toArray();
            if (values.put(metric, each) != null) {
                throw new IllegalArgumentException(
                        "metrics must differ but %s occurs twice".formatted(metric));
            }
        }
        return new Evaluation(queries, values);
    }

    /// The ids of the queries, in the order of the judgements.
    public List<String> queries() {
        return queries;
    }

    /// What was measured, in the order asked for.
    public List<Metric> metrics() {
        return List.copyOf(values.keySet());
    }

    /// A metric of each query, in the order of [#queries()]; a new array.
    ///
    /// @throws IllegalArgumentException when it was not measured
    public double[] values(Metric metric) {
        double[] each = values.get(requireNonNull(metric, "metric"));
        if (each == null) {
            throw new IllegalArgumentException(
                    "metric must be one of %s but was %s".formatted(metrics(), metric));
        }
        return each.clone();
    }

    /// A metric on average over all queries; 0 when there are none.
    ///
    /// @throws IllegalArgumentException when it was not measured
    public double mean(Metric metric) {
        return Arrays.stream(values(metric)).average().orElse(0);
    }

    /// One line: "ndcg@10 0.6451, map@10 0.5959 over 300 queries".
    @Override
    public String toString() {
        return metrics().stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric, mean(metric)))
                .collect(
                        Collectors.joining(", ", "", " over %d queries".formatted(queries.size())));
    }
}
