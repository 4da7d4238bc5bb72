package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Retriever;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/// A search.
///
/// @param retriever how documents are found
/// @param text for leaves without a text of their own; empty where none needs it
/// @param page which part of the ranking is wanted
/// @param limits what it may use
/// @param explain whether it tells what each stage found
public record EngineRequest(
        Retriever retriever, Optional<String> text, Page page, Limits limits, Explain explain) {
    /// What a search may use.
    ///
    /// @param time after which it returns what is there, above 0
    /// @param executor runs branches of hybrids beside each other; without one they run one after
    ///   the other on the calling thread. It may be one that other searches use, of any number of
    ///   threads: what it has not begun is run by the calling thread
    public record Limits(Optional<Duration> time, Optional<Executor> executor) {
        /// As long as it takes, on the calling thread.
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

        /// @throws IllegalArgumentException when the time is not above 0
        public Limits {
            Objects.requireNonNull(executor, "executor");
            if (time.isPresent() && !time.get().isPositive()) {
                throw new IllegalArgumentException("time must be above 0 but was " + time.get());
            }
        }
    }

    /// @throws IllegalArgumentException when the text is blank
    public EngineRequest {
        Objects.requireNonNull(retriever, "retriever");
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(explain, "explain");
        if (text.isPresent() && text.get().isBlank()) {
            throw new IllegalArgumentException("text must not be blank");
        }
    }

    /// The first documents for a text, without limits.
    ///
    /// @param retriever how documents are found
    /// @param text for leaves without a text of their own
    /// @param size how many documents
    /// @return a request to go on from
    public static EngineRequest of(Retriever retriever, String text, int size) {
        return new EngineRequest(
                retriever, Optional.of(text), Page.first(size), Limits.NONE, Explain.COUNTS);
    }

    /// The same for another part of the ranking.
    ///
    /// @param other which
    /// @return a new request
    public EngineRequest withPage(Page other) {
        return new EngineRequest(retriever, text, other, limits, explain);
    }

    /// The same for the part of the ranking that follows one that was found.
    ///
    /// @param token what [Outcome#next] gave
    /// @return a new request, of the same size
    /// @throws IllegalArgumentException when the token is of another retriever or text, or of none
    public EngineRequest after(String token) {
        return withPage(new Page(PageToken.position(token, this), page.size()));
    }

    /// The same with other limits.
    ///
    /// @param other what it may use
    /// @return a new request
    public EngineRequest withLimits(Limits other) {
        return new EngineRequest(retriever, text, page, other, explain);
    }

    /// The same with more or less told.
    ///
    /// @param other whether it tells what each stage found
    /// @return a new request
    public EngineRequest withExplain(Explain other) {
        return new EngineRequest(retriever, text, page, limits, other);
    }
}
