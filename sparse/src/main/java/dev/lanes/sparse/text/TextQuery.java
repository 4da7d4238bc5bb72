package dev.lanes.sparse.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What texts are asked for. Where no field is named, all are searched, and [FieldMatch] says what
/// becomes of their scores.
public sealed interface TextQuery {
    /// Texts with any word of a text; the score is the sum over its words.
    ///
    /// @param text analyzed as the texts were
    /// @param field where; in all when empty
    record Words(String text, Optional<String> field) implements TextQuery {
        public Words {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(field, "field");
        }
    }

    /// Texts with all words of a text, in any order; the score is the sum over its words. With
    /// several fields, all words have to be in one of them.
    ///
    /// @param text analyzed as the texts were; stop words in it are left out
    /// @param field where; in all when empty
    record AllWords(String text, Optional<String> field) implements TextQuery {
        public AllWords {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(field, "field");
        }
    }

    /// Texts with any of some terms, which are not analyzed; one that is given twice counts twice.
    ///
    /// @param terms as they are in the index
    /// @param field where; in all when empty
    record Terms(List<String> terms, Optional<String> field) implements TextQuery {
        public Terms {
            terms = List.copyOf(terms);
            Objects.requireNonNull(field, "field");
        }
    }

    /// Texts with all words of a text, one behind the other as they are there. The score is that of
    /// a term as frequent as the phrase, whose idf is the sum over its words.
    ///
    /// @param text analyzed as the texts were; stop words in it stand for any word
    /// @param field where; in all when empty
    record Phrase(String text, Optional<String> field) implements TextQuery {
        public Phrase {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(field, "field");
        }
    }

    /// Texts with a term that begins with something. The score is the weight of the field.
    ///
    /// @param prefix not analyzed but for its capital letters
    /// @param field where; in all when empty
    record Prefix(String prefix, Optional<String> field) implements TextQuery {
        public Prefix {
            Objects.requireNonNull(prefix, "prefix");
            Objects.requireNonNull(field, "field");
        }
    }

    /// Texts that fulfil all clauses that must be, none that must not be, and, when nothing must
    /// be, at least one that should be. The score is the sum over those fulfilled.
    ///
    /// @param clauses in any order; when nothing must or should be, there are no hits
    record Clauses(List<Clause> clauses) implements TextQuery {
        public Clauses {
            clauses = List.copyOf(clauses);
        }
    }

    /// Texts of any query. The score is the best one, and a share of those of the others.
    ///
    /// @param queries none finds nothing
    /// @param tieBreaker the share, in 0..1
    record Best(List<TextQuery> queries, float tieBreaker) implements TextQuery {
        /// @throws IllegalArgumentException when the share is out of range
        public Best {
            queries = List.copyOf(queries);
            FieldMatch.BestFields.require(tieBreaker);
        }
    }

    /// Texts of a query, whose scores are multiplied by a factor.
    ///
    /// @param query what is asked for
    /// @param factor finite and above 0
    record Boosted(TextQuery query, float factor) implements TextQuery {
        /// @throws IllegalArgumentException when the factor is out of range
        public Boosted {
            Objects.requireNonNull(query, "query");
            if (!(factor > 0) || Float.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "boost must be finite and above 0 but was " + factor);
            }
        }
    }

    /// A query within another.
    ///
    /// @param occur what it means to the other
    /// @param query what is asked for
    record Clause(Occur occur, TextQuery query) {
        public Clause {
            Objects.requireNonNull(occur, "occur");
            Objects.requireNonNull(query, "query");
        }
    }

    /// What a clause means.
    enum Occur {
        /// It has to be fulfilled.
        MUST,
        /// It adds to the score.
        SHOULD,
        /// It has to be unfulfilled.
        MUST_NOT
    }

    /// Any word of a text, in all fields.
    ///
    /// @param text analyzed as the texts were
    /// @return the query
    static TextQuery of(String text) {
        return new Words(text, Optional.empty());
    }
}
