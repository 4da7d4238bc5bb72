package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.TimedSearch;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds every library's index, then times all ways to search them in turn. Everything runs on the
/// calling thread.
public final class SparseBenchmark {
    private final SparseTask task;
    private final List<SparsePeer> peers;
    private final Optional<Goals> goals;
    private final Progress progress;

    /// Recalls for approximate searches.
    ///
    /// @param recalls in 0..1
    /// @param queries to find out how deep one must search; not those of the task
    public record Goals(List<Double> recalls, SparseRows queries) {
        /// Copies the list.
        public Goals {
            recalls = List.copyOf(recalls);
        }
    }

    /// @param peers fresh ones; the caller closes them
    /// @param goals what approximate searches are to reach, if they are
    public SparseBenchmark(
            SparseTask task, List<SparsePeer> peers, Optional<Goals> goals, Progress progress) {
        this.task = task;
        this.peers = List.copyOf(peers);
        this.goals = goals;
        this.progress = progress;
    }

    /// Runs the whole task.
    ///
    /// @return by library in the order given, within it by way
    public List<SparseResult> run() throws IOException {
        ExactScores exact = ExactScores.compute(task, progress);
        Optional<SparseTuning> tuning = goals.map(this::tuning);
        List<Contender> contenders = new ArrayList<>();
        for (SparsePeer peer : peers) {
            contenders.addAll(build(peer, tuning));
        }
        progress.say("searching in turns");
        TimedSearch.inTurns(contenders.stream().map(Contender::search).toList(), task.rounds());
        return contenders.stream().map(contender -> result(contender, exact)).toList();
    }

    private SparseTuning tuning(Goals wanted) {
        SparseTask other = new SparseTask(task.base(), wanted.queries(), task.k(), task.rounds());
        return new SparseTuning(other, ExactScores.compute(other, progress), wanted.recalls());
    }

    private List<Contender> build(SparsePeer peer, Optional<SparseTuning> tuning)
            throws IOException {
        progress.start("building " + peer.library(), "rows", task.base().size());
        long start = System.nanoTime();
        peer.build(task.base(), progress::done);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<SparseVector> queries = task.queries().all();
        List<Contender> contenders = new ArrayList<>();
        for (SparsePeer.Way way : peer.ways(tuning)) {
            TimedSearch<int[]> search =
                    new TimedSearch<>(
                            queries.size(),
                            task.rounds().count(),
                            query -> way.search(queries.get(query), task.k()));
            contenders.add(new Contender(peer, way, search, seconds, peer.bytes()));
        }
        return contenders;
    }

    private SparseResult result(Contender contender, ExactScores exact) {
        TimedSearch<int[]> search = contender.search();
        return new SparseResult(
                contender.way().library(),
                contender.peer().version(),
                contender.peer().backend(),
                contender.way().algorithm(),
                exact.recall(search.answers()),
                search.qps(),
                search.micros(50),
                search.micros(99),
                search.meanMicros(),
                search.processorMicros(),
                contender.buildSeconds(),
                contender.bytes(),
                (double) contender.bytes() / Math.max(1, task.base().postings()));
    }

    private record Contender(
            SparsePeer peer,
            SparsePeer.Way way,
            TimedSearch<int[]> search,
            double buildSeconds,
            long bytes) {}
}
