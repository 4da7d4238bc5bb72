package dev.lanes.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a collection would make of a document. Nothing is written and nothing encoded for it.
///
/// @param document that was asked about
/// @param id empty where documents are counted, or when it is refused for want of one
/// @param change what it would change
/// @param fields what there would be for each field of the schema that finds something; empty when
///   it is refused
/// @param refusal what is wrong with it
public record DocumentPreview(
        Document document,
        Optional<String> id,
        Change change,
        List<FieldPreview> fields,
        Optional<String> refusal) {
    /// What a document would change.
    public enum Change {
        /// It would be new.
        NEW,
        /// It would take the place of the one that has its id.
        REPLACES,
        /// It is there to the letter.
        UNCHANGED,
        /// Nothing: it would be refused.
        REFUSED
    }

    /// Where a field's rows would come from.
    public enum Rows {
        /// The field has none: it is of words or of values.
        NONE,
        /// The document brings its row along.
        BROUGHT,
        /// Those of the earlier version stay, because its text does.
        KEPT,
        /// A model would encode the text.
        ENCODED
    }

    /// What there would be for a field.
    ///
    /// @param field its name
    /// @param text that it finds in the document; empty where it is not made of texts
    /// @param passages into which the text is cut: the text itself where it is not
    /// @param values for filters: Strings, Longs or Doubles; dates as milliseconds since 1970, true
    ///   and false as 1 and 0
    /// @param rows where its rows would come from
    public record FieldPreview(
            String field,
            Optional<String> text,
            List<String> passages,
            List<Object> values,
            Rows rows) {
        /// Copies the lists.
        public FieldPreview {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(text, "text");
            passages = List.copyOf(passages);
            values = List.copyOf(values);
            Objects.requireNonNull(rows, "rows");
        }
    }

    /// Copies the list.
    public DocumentPreview {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(change, "change");
        fields = List.copyOf(fields);
        Objects.requireNonNull(refusal, "refusal");
    }
}
