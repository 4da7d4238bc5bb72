package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// How long the queries and the passages of a data set are, and what that lets one expect of an
/// asymmetric model.
///
/// @param queries of all queries that are asked
/// @param passages of all passages, as they are encoded
public record LengthStatistics(Lengths queries, Lengths passages) {
    /// Checks that both are there.
    public LengthStatistics {
        requireNonNull(queries, "queries");
        requireNonNull(passages, "passages");
    }

    /// How many times as long as a query a passage is, by average words; 0 when there are no words.
    public double ratio() {
        return queries.averageWords() == 0 ? 0 : passages.averageWords() / queries.averageWords();
    }

    /// What to expect of an asymmetric model.
    public AsymmetricAdvantage advantage() {
        return AsymmetricAdvantage.of(ratio(), passages.averageWords());
    }

    /// Two lines: "queries 300 of 12.5 words (median 12)" and the like, and a third with the
    /// advantage.
    @Override
    public String toString() {
        return line("queries", queries)
                + line("passages", passages)
                + String.format(
                        Locale.ROOT,
                        "passages are %.1f times as long: expected advantage of an asymmetric model"
                                + " %s",
                        ratio(),
                        advantage());
    }

    private static String line(String what, Lengths lengths) {
        return String.format(
                Locale.ROOT,
                "%-9s %,9d of %.1f words on average, median %s%n",
                what,
                lengths.texts(),
                lengths.averageWords(),
                Decimals.shortest(lengths.medianWords()));
    }
}
