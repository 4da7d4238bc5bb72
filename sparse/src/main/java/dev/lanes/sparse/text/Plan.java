package dev.lanes.sparse.text;

import java.util.List;

/// A query with the weights of its terms, for all segments the same.
sealed interface Plan {
    /// Rows that have a term.
    ///
    /// @param key of its list
    /// @param weight of its impact
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Term(int field, byte[] key, double weight) implements Plan {}

    /// Rows that have terms at given distances.
    ///
    /// @param keys of the terms
    /// @param offsets of the terms from the first, ascending
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Phrase(int field, List<byte[]> keys, int[] offsets, double weight) implements Plan {}

    /// Rows that have a term which begins with something.
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Prefix(byte[] key, double weight) implements Plan {}

    /// Rows of any part; the sum of the parts.
    record Sum(List<Plan> parts) implements Plan {}

    /// Rows of any part; the best part and a share of the others.
    record Best(List<Plan> parts, float share) implements Plan {}

    /// Rows of all that must be and none that must not be; the sum of the former and of what should
    /// be.
    record Filtered(List<Plan> must, List<Plan> should, List<Plan> mustNot) implements Plan {}

    /// The same with every score multiplied.
    default Plan times(double factor) {
        return switch (this) {
            case Term term -> new Term(term.field, term.key, factor * term.weight);
            case Phrase phrase ->
                    new Phrase(phrase.field, phrase.keys, phrase.offsets, factor * phrase.weight);
            case Prefix prefix -> new Prefix(prefix.key, factor * prefix.weight);
            case Sum sum -> new Sum(times(sum.parts, factor));
            case Best best -> new Best(times(best.parts, factor), best.share);
            case Filtered filtered ->
                    new Filtered(
                            times(filtered.must, factor),
                            times(filtered.should, factor),
                            filtered.mustNot);
        };
    }

    private static List<Plan> times(List<Plan> parts, double factor) {
        return parts.stream().map(part -> part.times(factor)).toList();
    }

    /// The most that a row may score.
    default double bound() {
        return switch (this) {
            case Term term -> term.weight;
            case Phrase phrase -> phrase.weight;
            case Prefix prefix -> prefix.weight;
            case Sum sum -> bound(sum.parts);
            case Best best -> bound(best.parts);
            case Filtered filtered -> bound(filtered.must) + bound(filtered.should);
        };
    }

    private static double bound(List<Plan> parts) {
        return parts.stream().mapToDouble(Plan::bound).sum();
    }
}
