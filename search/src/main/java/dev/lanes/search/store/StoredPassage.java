package dev.lanes.search.store;

import java.util.Objects;

/// What a field has of a document, or of a part of it: an encoded row, and which of the field's
/// characters it stands for.
///
/// @param number the row of the document, and the following ones for the parts after the first
/// @param start the first character of the part
/// @param end the character behind its last; `start` when the row was not made from a text
/// @param row the bytes of the row
// A record is what rows are made into by the million: nothing is copied, nothing compared.
@SuppressWarnings("ArrayRecordComponent")
public record StoredPassage(long number, int start, int end, byte[] row) {
    public StoredPassage {
        Objects.requireNonNull(row, "row");
    }
}
