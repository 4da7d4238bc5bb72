package dev.lanes.jmh.measure;

import dev.lanes.jmh.peer.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Builds every library's index, then times them in turn.
///
/// For each efSearch all libraries warm up, then a round of the first is followed by a round of the
/// second and so on, so that a machine which gets slower or faster meanwhile does so for all.
/// Everything runs on the calling thread.
public final class HnswBenchmark {
    private final HnswTask task;
    private final List<Peer> peers;
    private final Progress progress;

    /// @param peers fresh ones; the caller closes them
    public HnswBenchmark(HnswTask task, List<Peer> peers, Progress progress) {
        this.task = task;
        this.peers = List.copyOf(peers);
        this.progress = progress;
    }

    /// Runs the whole task.
    ///
    /// @return by efSearch in the order of the task, within it by library in the order given
    public List<HnswResult> run() throws IOException {
        Recall recall = new Recall(task, GroundTruth.compute(task, progress));
        List<Build> builds = new ArrayList<>();
        for (Peer peer : peers) {
            builds.add(build(peer));
        }
        List<HnswResult> results = new ArrayList<>();
        for (int efSearch : task.efSearch()) {
            progress.say("searching with efSearch %d".formatted(efSearch));
            List<TimedSearch<int[]>> searches = time(efSearch);
            for (int i = 0; i < searches.size(); i++) {
                double right = recall.of(searches.get(i).answers().toArray(int[][]::new));
                results.add(result(peers.get(i), efSearch, searches.get(i), builds.get(i), right));
            }
        }
        return results;
    }

    private Build build(Peer peer) throws IOException {
        progress.start("building " + peer.library(), "rows", task.base().size());
        long start = System.nanoTime();
        peer.build(task.base().rows(), progress::done);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Build(seconds, peer.bytes());
    }

    private List<TimedSearch<int[]>> time(int efSearch) throws IOException {
        List<float[]> queries = task.queries().rows();
        List<TimedSearch<int[]>> searches = new ArrayList<>();
        for (Peer peer : peers) {
            searches.add(
                    new TimedSearch<>(
                            queries.size(),
                            task.rounds().count(),
                            query -> peer.search(queries.get(query), task.k(), efSearch)));
        }
        TimedSearch.inTurns(searches, task.rounds());
        return searches;
    }

    private static HnswResult result(
            Peer peer, int efSearch, TimedSearch<int[]> search, Build build, double recall) {
        return new HnswResult(
                peer.library(),
                peer.version(),
                peer.backend(),
                efSearch,
                recall,
                search.qps(),
                search.micros(50),
                search.micros(99),
                build.seconds(),
                build.bytes());
    }

    private record Build(double seconds, long bytes) {}
}
