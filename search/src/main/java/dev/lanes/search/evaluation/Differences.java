package dev.lanes.search.evaluation;

/// Of paired values.
final class Differences {
    private Differences() {}

    static double[] of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "values must come in pairs but were %d and %d"
                            .formatted(first.length, second.length));
        }
        if (first.length < 2) {
            throw new IllegalArgumentException("pairs must be at least 2 but were " + first.length);
        }
        var differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return differences;
    }

    static double mean(double[] differences) {
        double sum = 0;
        for (double difference : differences) {
            sum += difference;
        }
        return sum / differences.length;
    }
}
