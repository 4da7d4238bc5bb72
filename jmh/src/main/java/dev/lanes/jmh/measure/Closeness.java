package dev.lanes.jmh.measure;

import dev.lanes.vector.Similarity;

/// How close a row is to a query, computed in double precision and in the plainest way, so that
/// answers are judged by neither library's own arithmetic.
///
/// @param value larger is closer: the negative squared distance, the cosine or the dot product
/// @param slack how far apart two values may be and still count as equal: a millionth of the
///   magnitude of the sum, a few times what float arithmetic loses on it
record Closeness(double value, double slack) {
    private static final double RELATIVE_SLACK = 1e-6;

    static Closeness of(Similarity similarity, float[] query, float[] row) {
        double squaredDistance = 0;
        double dot = 0;
        double querySquares = 0;
        double rowSquares = 0;
        for (int i = 0; i < query.length; i++) {
            double difference = (double) query[i] - row[i];
            squaredDistance += difference * difference;
            dot += (double) query[i] * row[i];
            querySquares += (double) query[i] * query[i];
            rowSquares += (double) row[i] * row[i];
        }
        double norms = Math.sqrt(querySquares) * Math.sqrt(rowSquares);
        return switch (similarity) {
            case EUCLIDEAN -> new Closeness(-squaredDistance, squaredDistance * RELATIVE_SLACK);
            case COSINE -> new Closeness(norms == 0 ? 0 : dot / norms, RELATIVE_SLACK);
            case DOT -> new Closeness(dot, norms * RELATIVE_SLACK);
        };
    }
}
