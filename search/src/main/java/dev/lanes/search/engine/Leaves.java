package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Lexical;
import dev.lanes.search.retrieval.QueryTerms;
import dev.lanes.search.retrieval.QueryText;
import dev.lanes.search.retrieval.QueryVector;
import dev.lanes.search.retrieval.Sparse;
import java.time.Duration;
import java.util.List;

/// Looks into fields.
final class Leaves {
    private final Execution execution;
    private final Source source;
    private final Recording recording;

    Leaves(Execution execution, Recording recording) {
        this.execution = execution;
        this.source = execution.source();
        this.recording = recording;
    }

    List<Candidate> knn(Knn knn, Wanted wanted) {
        float[] query =
                switch (knn.query()) {
                    case QueryVector vector -> vector.values();
                    case QueryText text ->
                            execution.queries().dense(knn.field(), execution.text(text), recording);
                };
        execution.limit().check();
        // The limit was not reached a moment ago: a nanosecond is left at least.
        var left =
                execution
                        .limit()
                        .left()
                        .map(time -> time.isPositive() ? time : Duration.ofNanos(1));
        int k = knn.k().orElse(wanted.depth());
        return found(
                source.dense(
                        knn.field(), query, new DenseSearch(k, knn.effort(), wanted.rows(), left)));
    }

    List<Candidate> sparse(Sparse sparse, Wanted wanted) {
        var query =
                switch (sparse.query()) {
                    case QueryTerms terms -> terms.vector();
                    case QueryText text ->
                            execution
                                    .queries()
                                    .sparse(
                                            sparse.field(),
                                            execution.text(text),
                                            sparse.mode(),
                                            recording);
                };
        execution.limit().check();
        int k = sparse.k().orElse(wanted.depth());
        return found(
                source.sparse(
                        sparse.field(),
                        query,
                        new SparseSearch(k, sparse.twoPhase(), wanted.rows())));
    }

    List<Candidate> lexical(Lexical lexical, Wanted wanted) {
        execution.limit().check();
        var query =
                new LexicalQueries(lexical, source.textFields())
                        .query(execution.text(lexical.query()));
        int k = lexical.k().orElse(wanted.depth());
        return found(source.lexical(query, new LexicalSearch(k, wanted.rows())));
    }

    private List<Candidate> found(Found found) {
        found.reason().ifPresent(recording::because);
        if (found.partial()) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            recording.cut(interrupted ? Cut.INTERRUPTED : Cut.DEADLINE);
        }
        return found.candidates();
    }
}
