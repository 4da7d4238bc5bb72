package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// A measure and how far down rankings it looks, written `ndcg@10`, or `map` for the whole ranking.
///
/// @param measure what is measured
/// @param k how many documents of a ranking count, at least 1; all where empty
public record Metric(Measure measure, OptionalInt k) {
    /// nDCG@10, MAP@10, recall@10 and MRR@10.
    public static final List<Metric> DEFAULTS = parseList("ndcg@10,map@10,recall@10,mrr@10");

    /// How deep a retriever is asked where a metric has no cut-off: TREC's custom.
    private static final int WHOLE_RANKING = 1000;

    /// Checks the cut-off.
    public Metric {
        requireNonNull(measure, "measure");
        if (requireNonNull(k, "k").isPresent() && k.getAsInt() < 1) {
            throw new IllegalArgumentException("k must be at least 1 but was " + k.getAsInt());
        }
    }

    /// A measure at a cut-off.
    public static Metric of(Measure measure, int k) {
        return new Metric(measure, OptionalInt.of(k));
    }

    /// A measure of whole rankings.
    public static Metric of(Measure measure) {
        return new Metric(measure, OptionalInt.empty());
    }

    /// Reads one; upper and lower case do not count.
    ///
    /// @throws IllegalArgumentException when there is no such measure or k is no whole number from
    ///   1 on
    public static Metric parse(String text) {
        String stripped = text.strip();
        int at = stripped.indexOf('@');
        String label = at < 0 ? stripped : stripped.substring(0, at);
        Measure measure =
                Measure.labelled(label)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        ("a metric must be one of %s, perhaps with @10 or another"
                                                        + " number after it, but was \"%s\"")
                                                .formatted(labels(), stripped)));
        return at < 0 ? of(measure) : of(measure, cutOff(stripped, stripped.substring(at + 1)));
    }

    private static String labels() {
        return Arrays.stream(Measure.values())
                .map(Measure::label)
                .collect(Collectors.joining(", "));
    }

    private static int cutOff(String metric, String digits) {
        try {
            int k = digits.matches("\\d+") ? Integer.parseInt(digits) : 0;
            if (k > 0) {
                return k;
            }
        } catch (NumberFormatException e) {
            // Too large; reported below.
        }
        throw new IllegalArgumentException(
                "a metric must have a whole number in 1..%d after the @ but was \"%s\""
                        .formatted(Integer.MAX_VALUE, metric));
    }

    /// Reads several, separated by commas; none twice.
    ///
    /// @throws IllegalArgumentException when one is wrong, or occurs twice
    public static List<Metric> parseList(String text) {
        Set<Metric> metrics = new LinkedHashSet<>();
        for (String one : text.split(",", -1)) {
            if (!metrics.add(parse(one))) {
                throw new IllegalArgumentException(
                        "metrics must differ but \"%s\" occurs twice in \"%s\""
                                .formatted(one.strip(), text));
            }
        }
        return List.copyOf(metrics);
    }

    /// How deep rankings must be so that all of these metrics see what they look at: the largest
    /// cut-off, and 1,000 at least where one has none.
    public static int depth(List<Metric> metrics) {
        return metrics.stream()
                .mapToInt(metric -> metric.k().orElse(WHOLE_RANKING))
                .max()
                .orElse(1);
    }

    /// Rates one ranking.
    ///
    /// @param judged the grades of the documents judged for its query, by id
    /// @return a value in [0, 1]
    public double of(Ranking ranking, Map<String, Integer> judged) {
        return measure.of(ranking, judged, k);
    }

    /// `ndcg@10`, `map`.
    @Override
    public String toString() {
        return k.isPresent() ? measure.label() + "@" + k.getAsInt() : measure.label();
    }
}
