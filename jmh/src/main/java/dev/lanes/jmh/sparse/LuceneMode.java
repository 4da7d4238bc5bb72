package dev.lanes.jmh.sparse;

/// How many hits Lucene is told to count before it may leave documents out. The query is the same
/// each time, the one that OpenSearch's neural_sparse makes: a BooleanQuery with a
/// FeatureField.newLinearQuery for each term.
enum LuceneMode {
    /// It leaves out from the first on: block-max MaxScore.
    PRUNED("lucene", "maxscore", 0),
    /// As OpenSearch searches unless told otherwise (track_total_hits): from the ten thousandth on.
    OPENSEARCH("lucene-opensearch", "maxscore-after-10000", 10_000),
    /// It scores every document that has a term: windowed accumulation.
    EXHAUSTIVE("lucene-exhaustive", "exhaustive", Integer.MAX_VALUE);

    private final String label;
    private final String algorithm;
    private final int hitsToCount;

    LuceneMode(String label, String algorithm, int hitsToCount) {
        this.label = label;
        this.algorithm = algorithm;
        this.hitsToCount = hitsToCount;
    }

    String label() {
        return label;
    }

    String algorithm() {
        return algorithm;
    }

    int hitsToCount() {
        return hitsToCount;
    }
}
