package dev.lanes.search.evaluation;

import java.util.Locale;

/// What to expect of an asymmetric model, one that encodes queries otherwise than passages, over a
/// symmetric one. Such models are trained on short questions and on passages that answer them, and
/// gain where a data set is like that.
///
/// A rule of thumb, fitted to the four data sets that OpenSearch rated when it introduced
/// asymmetric models in its version 3.5, by average words of queries and passages and by what was
/// then measured of nDCG@10: ArguAna (194, 164) poor, -2 %; NFCorpus (3, 232) good, +16 %; SciFact
/// (13, 202) good, +37 %; TREC-COVID (11, 149) excellent, +125 %. It does not replace a
/// measurement.
public enum AsymmetricAdvantage {
    /// Passages are less than twice as long as queries: about equal, or shorter.
    POOR,
    /// Passages are 2 to 4 times as long as queries.
    FAIR,
    /// Passages are at least 4 times as long as queries, but less than 8 times, or they are longer
    /// than 175 words, more than those models were trained on and, in tokens, more than some of
    /// them read.
    GOOD,
    /// Passages are at least 8 times as long as queries and not longer than 175 words.
    EXCELLENT;

    private static final double FAIR_RATIO = 2;
    private static final double GOOD_RATIO = 4;
    private static final double EXCELLENT_RATIO = 8;
    private static final double LONG_PASSAGE = 175;

    static AsymmetricAdvantage of(double ratio, double passageWords) {
        if (ratio < FAIR_RATIO) {
            return POOR;
        }
        if (ratio < GOOD_RATIO) {
            return FAIR;
        }
        return ratio < EXCELLENT_RATIO || passageWords > LONG_PASSAGE ? GOOD : EXCELLENT;
    }

    /// In lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
