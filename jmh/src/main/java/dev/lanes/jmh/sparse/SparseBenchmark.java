package dev.lanes.jmh.sparse;

import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.TimedSearch;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Builds every library's index, then times all ways to search them in turn. Everything runs on the
/// calling thread.
public final class SparseBenchmark {
    private final SparseTask task;
    private final List<SparsePeer> peers;
    private final Progress progress;

    /// @param peers fresh ones; the caller closes them
    public SparseBenchmark(SparseTask task, List<SparsePeer> peers, Progress progress) {
        this.task = task;
        this.peers = List.copyOf(peers);
        this.progress = progress;
    }

    /// Runs the whole task.
    ///
    /// @return by library in the order given, within it by way
    public List<SparseResult> run() throws IOException {
        ExactScores exact = ExactScores.compute(task, progress);
        List<Contender> contenders = new ArrayList<>();
        for (SparsePeer peer : peers) {
            contenders.addAll(build(peer));
        }
        progress.say("searching in turns");
        TimedSearch.inTurns(contenders.stream().map(Contender::search).toList(), task.rounds());
        return contenders.stream().map(contender -> result(contender, exact)).toList();
    }

    private List<Contender> build(SparsePeer peer) throws IOException {
        progress.start("building " + peer.library(), "rows", task.base().size());
        long start = System.nanoTime();
        peer.build(task.base(), progress::done);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<SparseVector> queries = task.queries().all();
        List<Contender> contenders = new ArrayList<>();
        for (SparsePeer.Way way : peer.ways()) {
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
