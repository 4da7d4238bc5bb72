package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Boosted;
import dev.lanes.search.retrieval.Collapsed;
import dev.lanes.search.retrieval.Diversify;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Filtered;
import dev.lanes.search.retrieval.Hybrid;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Lexical;
import dev.lanes.search.retrieval.QueryText;
import dev.lanes.search.retrieval.Rerank;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.Sparse;
import dev.lanes.vector.IdSet;
import java.util.List;
import java.util.concurrent.Callable;

/// One search: what its nodes share, and the way down the tree.
final class Execution {
    private final Source source;
    private final EngineRequest request;
    private final TimeLimit limit;
    private final Branches branches;
    private final Queries queries;
    private final OncePerSearch<Filter, IdSet> rows;

    Execution(Source source, EngineRequest request) {
        this.source = source;
        this.request = request;
        this.limit = new TimeLimit(request.limits().time());
        this.branches = new Branches(request.limits().executor(), limit);
        this.queries = new Queries(source, limit);
        this.rows = new OncePerSearch<>(limit);
    }

    /// Runs a node and all below.
    ///
    /// @return at most as many candidates as are wanted
    Ranking run(Retriever retriever, Wanted wanted) {
        var recording = recording(retriever);
        try {
            if (wanted.isHopeless()) {
                recording.because("no document passes the filter");
                return recording.end(List.of());
            }
            var candidates =
                    switch (retriever) {
                        case Knn knn -> new Leaves(this, recording).knn(knn, wanted);
                        case Sparse sparse -> new Leaves(this, recording).sparse(sparse, wanted);
                        case Lexical lexical ->
                                new Leaves(this, recording).lexical(lexical, wanted);
                        case Hybrid hybrid -> hybrid(hybrid, wanted, recording);
                        case Rerank rerank -> new Reranking(this, recording).run(rerank, wanted);
                        case Diversify diversify ->
                                new Diversifying(this, recording).run(diversify, wanted);
                        case Filtered filtered -> filtered(filtered, wanted, recording);
                        case Boosted boosted -> boosted(boosted, wanted, recording);
                        case Collapsed collapsed ->
                                new Collapsing(this, recording).run(collapsed, wanted);
                    };
            return recording.end(first(candidates, wanted.depth()));
        } catch (CutException e) {
            return recording.end(List.of(), e.cut());
        }
    }

    private Recording recording(Retriever retriever) {
        return new Recording(Names.of(retriever), request.explain());
    }

    private static List<Candidate> first(List<Candidate> candidates, int depth) {
        return candidates.subList(0, Math.min(depth, candidates.size()));
    }

    private List<Candidate> hybrid(Hybrid hybrid, Wanted wanted, Recording recording) {
        var window = wanted.within(hybrid.window());
        var tasks =
                hybrid.branches().stream()
                        .<Callable<Ranking>>map(branch -> () -> run(branch.retriever(), window))
                        .toList();
        var rankings =
                branches.all(
                        tasks,
                        (number, cut) -> {
                            var given = hybrid.branches().get(number).retriever();
                            return recording(given).end(List.of(), cut);
                        });
        rankings.forEach(ranking -> recording.below(ranking.stage()));
        double[] weights =
                hybrid.branches().stream().mapToDouble(branch -> branch.weight()).toArray();
        return Fusing.fuse(
                hybrid.fusion(), rankings.stream().map(Ranking::candidates).toList(), weights);
    }

    private List<Candidate> filtered(Filtered filtered, Wanted wanted, Recording recording) {
        limit.check();
        var passing = rows.get(filtered.filter(), () -> source.rows(filtered.filter()));
        var among = wanted.among(passing);
        recording.because(
                "%d documents pass".formatted(among.rows().map(IdSet::size).orElseThrow()));
        return below(filtered.retriever(), among, recording);
    }

    private List<Candidate> boosted(Boosted boosted, Wanted wanted, Recording recording) {
        return below(boosted.retriever(), wanted, recording).stream()
                .map(candidate -> candidate.withScore(product(candidate, boosted.factor())))
                // What was different may be rounded to the same.
                .sorted(Candidate.ORDER)
                .toList();
    }

    private static float product(Candidate candidate, double factor) {
        double product = candidate.score() * factor;
        return (float) Math.clamp(product, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    /// The candidates of a node below.
    List<Candidate> below(Retriever retriever, Wanted wanted, Recording recording) {
        var ranking = run(retriever, wanted);
        recording.below(ranking.stage());
        return ranking.candidates();
    }

    /// A text of its own, or that of the request.
    ///
    /// @throws IllegalArgumentException when there is neither
    String text(QueryText query) {
        return query.text()
                .or(request::text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "search must have a text where a retriever has none, but had none"));
    }

    Source source() {
        return source;
    }

    TimeLimit limit() {
        return limit;
    }

    Queries queries() {
        return queries;
    }

    Explain explain() {
        return request.explain();
    }
}
