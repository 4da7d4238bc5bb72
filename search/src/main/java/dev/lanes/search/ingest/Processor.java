package dev.lanes.search.ingest;

import dev.lanes.search.Document;
import dev.lanes.search.InvalidDocumentException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A step that changes documents. Fields are the values at the top level of a document, by their
/// whole names: a dot leads nowhere inside. Immutable.
public sealed interface Processor {
    /// What happens where a document has no such field.
    enum Missing {
        /// The document is refused.
        FAILS,
        /// The step does nothing.
        IGNORED
    }

    /// What happens where the target field is there.
    enum Existing {
        /// The document is refused.
        FAILS,
        /// The new value takes its place.
        REPLACED,
        /// The step does nothing.
        KEPT
    }

    /// Gives a field a value.
    ///
    /// @param field its name
    /// @param json the value as JSON, kept to the letter
    /// @param existing not [Existing#FAILS]
    record Set(String field, String json, Existing existing) implements Processor {
        public Set {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(json, "json");
            if (existing == Existing.FAILS) {
                throw new IllegalArgumentException(
                        "existing must be REPLACED or KEPT but was FAILS");
            }
        }
    }

    /// Takes fields away.
    ///
    /// @param fields at least one
    record Remove(List<String> fields, Missing missing) implements Processor {
        /// Copies the list.
        public Remove {
            fields = List.copyOf(fields);
            Objects.requireNonNull(missing, "missing");
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("fields must be at least 1 but were 0");
            }
        }
    }

    /// Gives a field another name.
    ///
    /// @param existing not [Existing#KEPT]
    record Rename(String field, String target, Missing missing, Existing existing)
            implements Processor {
        public Rename {
            requireTarget(field, target, existing);
            Objects.requireNonNull(missing, "missing");
        }
    }

    /// Gives a field the value of another one.
    ///
    /// @param existing not [Existing#KEPT]
    record Copy(String field, String target, Missing missing, Existing existing)
            implements Processor {
        public Copy {
            requireTarget(field, target, existing);
            Objects.requireNonNull(missing, "missing");
        }
    }

    /// Makes a text, or each in an array of texts, lower case, as all languages but Turkish do.
    ///
    /// @param target where the result goes; may be the same field
    record Lowercase(String field, String target, Missing missing) implements Processor {
        public Lowercase {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(missing, "missing");
        }
    }

    /// Takes blanks away from both ends of a text, or of each in an array of texts.
    ///
    /// @param target where the result goes; may be the same field
    record Trim(String field, String target, Missing missing) implements Processor {
        public Trim {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(missing, "missing");
        }
    }

    /// Changes nothing: states that semantic fields of the schema are made by a model of texts, as
    /// OpenSearch's `text_embedding` and `sparse_encoding` do. [Ingest] checks it against the
    /// schema.
    ///
    /// @param model as the schema calls it
    /// @param fields of the schema by the values of documents of which they are made; at least one
    record Encoded(String model, Map<String, String> fields) implements Processor {
        /// Copies the map.
        public Encoded {
            Objects.requireNonNull(model, "model");
            fields = Map.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("fields must be at least 1 but were 0");
            }
        }
    }

    /// What becomes of a document.
    ///
    /// @throws InvalidDocumentException when it refuses the document
    default Document apply(Document document) {
        return Processing.apply(this, document);
    }

    private static void requireTarget(String field, String target, Existing existing) {
        Objects.requireNonNull(existing, "existing");
        if (field.equals(target)) {
            throw new IllegalArgumentException(
                    "field and target must differ but both were \"%s\"".formatted(field));
        }
        if (existing == Existing.KEPT) {
            throw new IllegalArgumentException("existing must be FAILS or REPLACED but was KEPT");
        }
    }
}
