package dev.lanes.search;

import dev.lanes.search.retrieval.Retriever;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// What to look for and how. Immutable.
///
/// @param text the question, without any prefix of a model; empty where the retriever has texts or
///   vectors of its own
/// @param retriever how documents are found; [DocumentCollection#usualRetriever()] where empty
/// @param page which part of the ranking is wanted
/// @param deadline after which the search returns what it has; none where empty
/// @param report what is told about how the hits came about
public record SearchRequest(
        Optional<String> text,
        Optional<Retriever> retriever,
        Page page,
        Optional<Duration> deadline,
        Report report) {
    /// The most documents that can be asked for, those before the page counted.
    public static final int LIMIT = Retriever.LIMIT;

    /// Which part of a ranking is wanted.
    ///
    /// @param from how many hits come before it, at least 0
    /// @param size how many hits, at least 1; with those before at most [#LIMIT]
    /// @param after what [SearchResult#next()] of the same request gave, instead of `from`
    public record Page(int from, int size, Optional<String> after) {
        /// Checks the numbers.
        public Page {
            Objects.requireNonNull(after, "after");
            if (from < 0) {
                throw new IllegalArgumentException("from must be at least 0 but was " + from);
            }
            if (size < 1 || size > LIMIT) {
                throw new IllegalArgumentException(
                        "k must be in 1..%d but was %d".formatted(LIMIT, size));
            }
        }
    }

    /// What is told about how the hits came about.
    public enum Report {
        /// What each stage took and how many it found.
        COUNTS,
        /// Which documents each stage found, too.
        DOCUMENTS
    }

    /// Checks the text.
    ///
    /// @throws IllegalArgumentException when the text is blank
    public SearchRequest {
        Objects.requireNonNull(retriever, "retriever");
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(report, "report");
        if (text.isPresent() && text.get().isBlank()) {
            throw new IllegalArgumentException("the question must not be blank");
        }
    }

    /// The best documents for a question, by the usual retriever of the collection.
    ///
    /// @param size how many, in 1..[#LIMIT]
    public static SearchRequest of(String text, int size) {
        return new SearchRequest(
                Optional.of(text),
                Optional.empty(),
                new Page(0, size, Optional.empty()),
                Optional.empty(),
                Report.COUNTS);
    }

    /// The best documents by a retriever that has its own text or vector.
    ///
    /// @param size how many, in 1..[#LIMIT]
    public static SearchRequest of(Retriever retriever, int size) {
        return new SearchRequest(
                Optional.empty(),
                Optional.of(retriever),
                new Page(0, size, Optional.empty()),
                Optional.empty(),
                Report.COUNTS);
    }

    /// The same by another retriever.
    public SearchRequest withRetriever(Retriever other) {
        return new SearchRequest(text, Optional.of(other), page, deadline, report);
    }

    /// The same behind some hits.
    ///
    /// @param from how many, at least 0
    public SearchRequest from(int from) {
        return new SearchRequest(
                text, retriever, new Page(from, page.size(), Optional.empty()), deadline, report);
    }

    /// The same behind the hits of an earlier search.
    ///
    /// @param token what [SearchResult#next()] of it gave
    public SearchRequest after(String token) {
        return new SearchRequest(
                text, retriever, new Page(0, page.size(), Optional.of(token)), deadline, report);
    }

    /// The same with a deadline.
    ///
    /// @param time above 0
    public SearchRequest withDeadline(Duration time) {
        return new SearchRequest(text, retriever, page, Optional.of(time), report);
    }

    /// The same with all told that there is.
    public SearchRequest explained() {
        return new SearchRequest(text, retriever, page, deadline, Report.DOCUMENTS);
    }
}
