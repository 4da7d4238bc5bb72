package dev.lanes.search.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Several retrievers side by side.
///
/// @param evaluations of each, in the order asked; at least one, all with the same metrics
public record EvaluationReport(List<RetrieverEvaluation> evaluations) {
    private static final String GAP = "  ";

    /// Copies the list.
    public EvaluationReport {
        evaluations = List.copyOf(evaluations);
        if (evaluations.isEmpty()) {
            throw new IllegalArgumentException("retrievers must be at least 1 but were 0");
        }
    }

    /// What was measured of each.
    public List<Metric> metrics() {
        return evaluations.getFirst().evaluation().metrics();
    }

    /// Lines for people: a head, then a line for each retriever with its metrics on average, its
    /// median latency in microseconds last; each ends with a line end.
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("retriever", "dataset", "queries"));
        metrics().forEach(metric -> head.add(metric.toString()));
        head.add("p50 µs");
        rows.add(head);
        for (RetrieverEvaluation one : evaluations) {
            List<String> row = new ArrayList<>(List.of(one.retriever(), one.dataset()));
            row.add(String.format(Locale.ROOT, "%,d", one.evaluation().queries().size()));
            for (Metric metric : metrics()) {
                row.add(String.format(Locale.ROOT, "%.4f", one.evaluation().mean(metric)));
            }
            row.add(String.format(Locale.ROOT, "%,.0f", one.p50Us()));
            rows.add(row);
        }
        return aligned(rows);
    }

    /// Names to the left and numbers to the right.
    private static String aligned(List<List<String>> rows) {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width =
                        rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
                String space = " ".repeat(width - row.get(i).length());
                line.append(i == 0 ? "" : GAP)
                        .append(i < 2 ? row.get(i) + space : space + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /// A JSON array with an object for each retriever: `{"retriever":…, "dataset":…, "queries":300,
    /// "ndcg@10":0.645…, …, "p50Us":812.5}`.
    public String json() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (RetrieverEvaluation one : evaluations) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("retriever", one.retriever());
            object.put("dataset", one.dataset());
            object.put("queries", one.evaluation().queries().size());
            metrics()
                    .forEach(
                            metric -> object.put(metric.toString(), one.evaluation().mean(metric)));
            object.put("p50Us", one.p50Us());
            objects.add(object);
        }
        return JsonMapper.shared().writeValueAsString(objects);
    }

    /// Each pair of retrievers compared by a metric: the first with the second, with the third and
    /// so on, then the second with the third.
    ///
    /// @throws IllegalArgumentException when the metric was not measured, or there is only one
    ///   query
    public List<Comparison> comparisons(Metric metric) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < evaluations.size(); i++) {
            for (int k = i + 1; k < evaluations.size(); k++) {
                comparisons.add(Comparison.of(evaluations.get(i), evaluations.get(k), metric));
            }
        }
        return comparisons;
    }
}
