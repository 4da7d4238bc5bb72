package dev.lanes.sparse.text;

import dev.lanes.vector.IdSet;
import java.util.Objects;
import java.util.Optional;

/// What a search is to find. Immutable.
///
/// @param k how many texts, at least 1
/// @param fields how scores in several fields become one
/// @param filter the ids that may be returned; all when empty
public record TextSearchSettings(int k, FieldMatch fields, Optional<IdSet> filter) {
    public TextSearchSettings {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but was " + k);
        }
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(filter, "filter");
    }

    /// The best of all texts, by the sum over their fields.
    ///
    /// @param k how many texts, at least 1
    /// @return settings to go on from
    public static TextSearchSettings of(int k) {
        return new TextSearchSettings(k, new FieldMatch.MostFields(), Optional.empty());
    }

    /// The same with another rule for several fields.
    ///
    /// @param other how their scores become one
    /// @return new settings
    public TextSearchSettings withFields(FieldMatch other) {
        return new TextSearchSettings(k, other, filter);
    }

    /// The same among some texts.
    ///
    /// @param ids those that may be returned; others need not be in the index
    /// @return new settings
    public TextSearchSettings withFilter(IdSet ids) {
        return new TextSearchSettings(k, fields, Optional.of(ids));
    }
}
