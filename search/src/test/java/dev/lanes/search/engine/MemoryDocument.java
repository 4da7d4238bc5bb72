package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.FilterValue;
import dev.lanes.search.retrieval.RandomRetrievers;
import dev.lanes.search.retrieval.Range;
import dev.lanes.vector.SparseVector;
import java.util.Optional;
import java.util.Random;

/// A document of a [MemorySource].
record MemoryDocument(
        long row,
        Optional<float[]> vector,
        SparseVector terms,
        String title,
        String body,
        Optional<String> kind,
        long year,
        Optional<Double> price) {

    static MemoryDocument random(long row, Random random) {
        var texts = new RandomRetrievers(random);
        float[] vector = new float[4];
        for (int i = 0; i < vector.length; i++) {
            // Few values, so that there are ties.
            vector[i] = random.nextInt(-2, 3);
        }
        int[] terms = random.ints(5, 0, 20).distinct().sorted().toArray();
        float[] weights = new float[terms.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(1, 4);
        }
        return new MemoryDocument(
                row,
                random.nextInt(9) == 0 ? Optional.empty() : Optional.of(vector),
                SparseVector.of(terms, weights),
                texts.words(),
                texts.words() + " " + texts.words(),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of("k" + random.nextInt(12)),
                1990L + random.nextInt(30),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextDouble()));
    }

    boolean passes(Filter filter) {
        return switch (filter) {
            case Filter.All _ -> true;
            case Filter.And and -> and.filters().stream().allMatch(this::passes);
            case Filter.Or or -> or.filters().stream().anyMatch(this::passes);
            case Filter.Not not -> !passes(not.filter());
            case Filter.In in -> value(in.field()).filter(in.values()::contains).isPresent();
            case Filter.Exists exists -> value(exists.field()).isPresent();
            case Filter.Prefix prefix ->
                    kind.filter(value -> value.startsWith(prefix.prefix())).isPresent();
            case Range range -> value(range.field()).filter(v -> within(v, range)).isPresent();
        };
    }

    private Optional<FilterValue> value(String field) {
        return switch (field) {
            case "kind" -> kind.map(FilterValue::of);
            case "year" -> Optional.of(FilterValue.of(year));
            case "price" -> price.map(FilterValue::of);
            default -> throw new IllegalArgumentException("no field " + field);
        };
    }

    private static boolean within(FilterValue value, Range range) {
        return range.lower().filter(bound -> !isOnSide(number(value), bound, 1)).isEmpty()
                && range.upper().filter(bound -> !isOnSide(number(value), bound, -1)).isEmpty();
    }

    private static boolean isOnSide(double value, Range.Bound bound, int side) {
        int order = side * Double.compare(value, number(bound.value()));
        return order > 0 || (order == 0 && bound.end() == Range.End.INCLUSIVE);
    }

    private static double number(FilterValue value) {
        return switch (value) {
            case FilterValue.Whole whole -> whole.value();
            case FilterValue.Decimal decimal -> decimal.value();
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }
}
