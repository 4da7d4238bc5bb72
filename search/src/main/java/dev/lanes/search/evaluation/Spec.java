package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import dev.lanes.search.retrieval.BoostedField;
import dev.lanes.search.retrieval.Combination;
import dev.lanes.search.retrieval.Fusion;
import dev.lanes.search.retrieval.Normalisation;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A retriever in a few characters, as `lanes eval --retriever` takes it.
///
/// ```text
/// SPEC     = NAME=FILE.json                      a retriever in JSON, by a name of your own
///          | dense:MODEL                         vectors of a dense model
///          | sparse:MODEL                        weights of a sparse model, queries encoded too
///          | doc-only:MODEL                      the same, queries by the model's token weights
///          | bm25
///          | rrf(PART, PART, …)                  reciprocal rank fusion
///          | weighted(PART, PART, …)             sum of normalised scores
///          | rerank(SPEC, MODEL, WINDOW)         the first WINDOW ranked anew by a cross-encoder
/// PART     = SPEC | SPEC*WEIGHT                  the weight is 1 where there is none
///
/// each but the first may be followed by ?OPTION=VALUE&OPTION=VALUE…:
/// dense     prompts=model|none|passage  query-prefix=none  max-tokens=N
/// sparse    min-weight=X  max-tokens=N           doc-only the same
/// bm25      k1=X  b=X  analyzer=english|standard  fields=NAME^BOOST+NAME…
/// rrf       constant=N  window=N
/// weighted  normalize=min-max|l2|z-score|none  mean=arithmetic|geometric|harmonic|sum
///           window=N
/// rerank    max-tokens=N
/// ```
///
/// Models are names, `name:version` of a registry, or paths without blanks. Blanks may stand around
/// parts. Immutable.
public sealed interface Spec {
    /// Reads one.
    ///
    /// @throws SpecException when the text is none; its message says where
    static Spec parse(String text) {
        return new SpecParser(requireNonNull(text, "text")).parse();
    }

    /// The same in its shortest form: without blanks, options that are defaults, and superfluous
    /// digits. Two that mean the same have the same text, which [#parse(String)] reads back.
    String text();

    /// A retriever that stands in a file.
    ///
    /// @param name what reports call it
    /// @param file path of a JSON file
    record Named(String name, String file) implements Spec {
        @Override
        public String text() {
            return name + "=" + file;
        }
    }

    /// Vectors of a dense model.
    ///
    /// @param model its name or path
    /// @param prompting which prompts stand before queries and passages
    /// @param maxTokens how many tokens of a text are read; as many as the model reads where empty
    record Dense(String model, Prompting prompting, OptionalInt maxTokens) implements Spec {
        @Override
        public String text() {
            var options = new SpecOptions();
            switch (prompting) {
                case MODEL -> {}
                case NO_QUERY_PREFIX -> options.put("query-prefix", "none");
                case NONE -> options.put("prompts", "none");
                case PASSAGE -> options.put("prompts", "passage");
            }
            maxTokens.ifPresent(tokens -> options.put("max-tokens", tokens));
            return "dense:" + model + options.text();
        }
    }

    /// Weights of terms by a learned sparse model.
    ///
    /// @param model its name or path
    /// @param queries how queries get theirs
    /// @param minWeight terms that weigh less are left out of passages and of encoded queries
    /// @param maxTokens how many tokens of a text are read; as many as the model reads where empty
    record Sparse(String model, QueryTerms queries, OptionalDouble minWeight, OptionalInt maxTokens)
            implements Spec {
        @Override
        public String text() {
            var options = new SpecOptions();
            minWeight.ifPresent(weight -> options.put("min-weight", Decimals.shortest(weight)));
            maxTokens.ifPresent(tokens -> options.put("max-tokens", tokens));
            return queries.head() + ":" + model + options.text();
        }
    }

    /// BM25 over words.
    ///
    /// @param k1 saturation of frequencies
    /// @param b normalisation of lengths, in 0..1
    /// @param analyzer how texts become terms: `english` (stems, no stop words) or `standard`
    /// @param fields which fields, each with its boost; where empty, title and text as one field
    record Bm25(double k1, double b, String analyzer, List<BoostedField> fields) implements Spec {
        /// The values that BEIR's results of BM25 were made with.
        static final Bm25 DEFAULT = new Bm25(.9, .4, "english", List.of());

        /// Copies the list.
        public Bm25 {
            fields = List.copyOf(fields);
        }

        @Override
        public String text() {
            var options = new SpecOptions();
            options.putUnless(DEFAULT.k1, "k1", k1);
            options.putUnless(DEFAULT.b, "b", b);
            if (!analyzer.equals(DEFAULT.analyzer)) {
                options.put("analyzer", analyzer);
            }
            if (!fields.isEmpty()) {
                options.put(
                        "fields",
                        String.join("+", fields.stream().map(SpecOptions::text).toList()));
            }
            return "bm25" + options.text();
        }
    }

    /// Reciprocal rank fusion: Σ weight / (constant + rank).
    ///
    /// @param parts what is fused, two or more
    /// @param constant added to ranks
    /// @param window how many results of each part count; a default of the retriever where empty
    record Rrf(List<Part> parts, int constant, OptionalInt window) implements Spec {
        static final int CONSTANT = Fusion.ReciprocalRank.USUAL;

        /// Copies the list.
        public Rrf {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            var options = new SpecOptions();
            options.putUnless(CONSTANT, "constant", constant);
            window.ifPresent(size -> options.put("window", size));
            return "rrf(" + Part.text(parts) + ")" + options.text();
        }
    }

    /// A weighted mean of normalised scores.
    ///
    /// @param parts what is fused, two or more
    /// @param normalisation of the scores of each part
    /// @param mean how they become one
    /// @param window how many results of each part count; a default of the retriever where empty
    record Weighted(
            List<Part> parts, Normalisation normalisation, Combination mean, OptionalInt window)
            implements Spec {
        static final Normalisation NORMALISATION = Normalisation.MIN_MAX;
        static final Combination MEAN = Combination.ARITHMETIC_MEAN;

        /// Copies the list.
        public Weighted {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            var options = new SpecOptions();
            if (normalisation != NORMALISATION) {
                options.put("normalize", SpecOptions.word(normalisation));
            }
            if (mean != MEAN) {
                options.put("mean", SpecOptions.word(mean));
            }
            window.ifPresent(size -> options.put("window", size));
            return "weighted(" + Part.text(parts) + ")" + options.text();
        }
    }

    /// The first results of a retriever ranked anew by a cross-encoder.
    ///
    /// @param first what finds them
    /// @param model name or path of the cross-encoder
    /// @param window how many are ranked anew
    /// @param maxTokens how many tokens of query and passage are read; as many as the model reads
    ///   where empty
    record Rerank(Spec first, String model, int window, OptionalInt maxTokens) implements Spec {
        @Override
        public String text() {
            var options = new SpecOptions();
            maxTokens.ifPresent(tokens -> options.put("max-tokens", tokens));
            return "rerank(%s,%s,%d)%s".formatted(first.text(), model, window, options.text());
        }
    }

    /// How queries become weights of terms.
    enum QueryTerms {
        /// By the network, as passages do.
        ENCODED("sparse"),
        /// By the model's table of token weights.
        TOKEN_WEIGHTS("doc-only");

        private final String head;

        QueryTerms(String head) {
            this.head = head;
        }

        String head() {
            return head;
        }
    }

    /// One of the retrievers that are fused.
    ///
    /// @param spec the retriever
    /// @param weight of its results, more than 0
    record Part(Spec spec, double weight) {
        static String text(List<Part> parts) {
            return String.join(",", parts.stream().map(Part::toString).toList());
        }

        /// As it is written.
        @Override
        public String toString() {
            return weight == 1 ? spec.text() : spec.text() + "*" + Decimals.shortest(weight);
        }
    }
}
