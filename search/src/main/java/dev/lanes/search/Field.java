package dev.lanes.search;

import java.util.Objects;
import java.util.Optional;

/// A field of a [Schema]: what is made of documents so that they can be found.
///
/// Fields are made of the values at the top level of a document's JSON; values that no field is
/// made of are stored with the document and nothing else.
public sealed interface Field {
    /// The most characters of a name.
    int MAX_NAME = 255;

    /// As retrievers and filters call it: a letter or underscore, then letters, digits,
    /// underscores, dots and hyphens.
    String name();

    /// A text that is found by its words (BM25).
    ///
    /// @param name as retrievers call it
    /// @param source where its text comes from
    /// @param weight what scores in this field are multiplied by; finite and above 0
    record Text(String name, TextSource source, float weight) implements Field {
        public Text {
            requireName(name);
            Objects.requireNonNull(source, "source");
            if (!(weight > 0) || Float.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "weight must be finite and above 0 but was " + weight);
            }
        }

        /// The same made of other values of a document, joined by one space.
        public Text from(String... fields) {
            return new Text(name, source.withFields(fields), weight);
        }

        /// The same with another weight.
        public Text withWeight(float other) {
            return new Text(name, source, other);
        }

        /// The same that every document must have.
        public Text required() {
            return new Text(name, source.required(), weight);
        }
    }

    /// A text that is found by what it means: a model encodes it when it is written, with the
    /// model's passage prefix, and questions when they are asked, with the query prefix. The
    /// model's kind says whether the rows are dense or sparse.
    ///
    /// @param name as retrievers call it
    /// @param model as [Encoders] finds it
    /// @param source where its text comes from
    /// @param chunking how long texts are cut into passages; truncated by the model when empty
    /// @param graph how dense rows are compared and linked
    record Semantic(
            String name, String model, TextSource source, Optional<Chunking> chunking, Graph graph)
            implements Field {
        public Semantic {
            requireName(name);
            if (model.isBlank()) {
                throw new IllegalArgumentException(
                        "the model of the field \"%s\" must have a name".formatted(name));
            }
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(chunking, "chunking");
            Objects.requireNonNull(graph, "graph");
        }

        /// The same made of other values of a document, joined by one space.
        public Semantic from(String... fields) {
            return new Semantic(name, model, source.withFields(fields), chunking, graph);
        }

        /// The same with long texts cut into passages.
        public Semantic chunked(Chunking chunks) {
            return new Semantic(name, model, source, Optional.of(chunks), graph);
        }

        /// The same with dense rows that are compared or linked in another way.
        public Semantic withGraph(Graph other) {
            return new Semantic(name, model, source, chunking, other);
        }

        /// The same with another model.
        public Semantic withModel(String other) {
            return new Semantic(name, other, source, chunking, graph);
        }

        /// The same that every document must have.
        public Semantic required() {
            return new Semantic(name, model, source.required(), chunking, graph);
        }
    }

    /// A vector of numbers that the document brings along: a JSON array of numbers, or
    /// [Document#withVector].
    ///
    /// @param name as retrievers and documents call it
    /// @param dimension how many numbers, 1..4096
    /// @param graph how rows are compared and linked
    record Dense(String name, int dimension, Graph graph) implements Field {
        public Dense {
            requireName(name);
            if (dimension < 1 || dimension > 4096) {
                throw new IllegalArgumentException(
                        "dimension must be in 1..4096 but was " + dimension);
            }
            Objects.requireNonNull(graph, "graph");
        }

        /// The same with rows that are compared or linked in another way.
        public Dense withGraph(Graph other) {
            return new Dense(name, dimension, other);
        }
    }

    /// Weighted terms that the document brings along: a JSON object of weights by the numbers of
    /// terms, 0..[SparseSettings#MAX_TERM], or [Document#withVector].
    ///
    /// @param name as retrievers and documents call it
    record Sparse(String name) implements Field {
        public Sparse {
            requireName(name);
        }
    }

    /// Values that filters ask about; an array has each of its values.
    ///
    /// @param name as filters and documents call it
    /// @param type which values
    record Value(String name, ValueKind type) implements Field {
        public Value {
            requireName(name);
            Objects.requireNonNull(type, "type");
        }
    }

    /// Whatever a document has under this name, stored and not looked at.
    ///
    /// @param name as documents call it
    record Stored(String name) implements Field {
        public Stored {
            requireName(name);
        }
    }

    /// A text that is found by its words.
    static Text text(String name) {
        return new Text(name, TextSource.of(name), 1);
    }

    /// A text that is found by what it means.
    ///
    /// @param model as [Encoders] finds it
    static Semantic semantic(String name, String model) {
        return new Semantic(name, model, TextSource.of(name), Optional.empty(), Graph.of());
    }

    /// A vector that the document brings along, compared by cosine.
    static Dense dense(String name, int dimension) {
        return new Dense(name, dimension, Graph.of());
    }

    /// Weighted terms that the document brings along.
    static Sparse sparse(String name) {
        return new Sparse(name);
    }

    /// Texts that are compared as they are.
    static Value keyword(String name) {
        return new Value(name, ValueKind.KEYWORD);
    }

    /// Whole numbers of 64 bits.
    static Value longs(String name) {
        return new Value(name, ValueKind.LONG);
    }

    /// Numbers of double precision.
    static Value doubles(String name) {
        return new Value(name, ValueKind.DOUBLE);
    }

    /// True or false.
    static Value booleans(String name) {
        return new Value(name, ValueKind.BOOLEAN);
    }

    /// Dates and times, see [ValueKind#DATE].
    static Value dates(String name) {
        return new Value(name, ValueKind.DATE);
    }

    /// What is stored and not looked at.
    static Stored stored(String name) {
        return new Stored(name);
    }

    private static void requireName(String name) {
        if (!name.matches("[\\p{L}_][\\p{L}\\p{Nd}_.-]{0,%d}".formatted(MAX_NAME - 1))) {
            throw new IllegalArgumentException(
                    "a field name must be a letter or _, then letters, digits, _, . and -, %d at most, but was \"%s\""
                            .formatted(MAX_NAME, name));
        }
    }
}
