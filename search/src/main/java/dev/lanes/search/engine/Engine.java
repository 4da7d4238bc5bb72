package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Retriever;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs retrievers over a source. Safe for many threads.
public final class Engine {
    private final Source source;

    /// An engine.
    ///
    /// @param source what is searched
    public Engine(Source source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /// Searches.
    ///
    /// When its time is up, or the calling thread is interrupted, it returns what is there:
    /// branches of a hybrid that are done are fused, and what was to be reranked or diversified
    /// stays in the order that it had. Stages say so. The thread stays interrupted. A call of the
    /// source that has begun on the calling thread is waited for, unless it ends by itself.
    ///
    /// @param request what is asked for
    /// @return the documents of its page, and how they came about
    /// @throws IllegalArgumentException when a field or a model is not there or does not fit, or a
    ///   text is needed and the request has none
    public Outcome search(EngineRequest request) {
        var page = request.page();
        var ranking =
                new Execution(source, request)
                        .run(request.retriever(), new Wanted(page.end(), Optional.empty()));
        var found = ranking.candidates();
        List<Candidate> slice =
                page.from() >= found.size()
                        ? List.of()
                        : found.subList(page.from(), Math.min(page.end(), found.size()));
        Optional<String> next =
                found.size() == page.end() && page.end() < Retriever.LIMIT
                        ? Optional.of(PageToken.of(request, page.end()))
                        : Optional.empty();
        return new Outcome(slice, ranking.stage(), next);
    }
}
