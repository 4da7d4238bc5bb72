package dev.lanes.jmh.bm25;

import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.TimedSearch;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Builds every library's index, then times them in turn, on the calling thread.
public final class Bm25Benchmark {
    /// How far down the ranking is rated.
    private static final int RATED = 10;

    private final Bm25Task task;
    private final List<Bm25Peer> peers;
    private final Progress progress;

    /// @param peers fresh ones; the caller closes them
    public Bm25Benchmark(Bm25Task task, List<Bm25Peer> peers, Progress progress) {
        this.task = task;
        this.peers = List.copyOf(peers);
        this.progress = progress;
    }

    /// Runs the whole task.
    ///
    /// @return by library in the order given
    public List<Bm25Result> run() throws IOException {
        TextCorpus corpus = task.corpus();
        List<TimedSearch<List<Hit>>> searches = new ArrayList<>();
        double[] buildSeconds = new double[peers.size()];
        for (Bm25Peer peer : peers) {
            progress.start("building " + peer.library(), "documents", corpus.documents().size());
            long start = System.nanoTime();
            peer.build(corpus.documents(), task.settings(), progress::done);
            buildSeconds[searches.size()] = (System.nanoTime() - start) / 1e9;
            searches.add(
                    new TimedSearch<>(
                            corpus.queries().size(),
                            task.rounds().count(),
                            query -> peer.search(corpus.queries().get(query), task.k())));
        }
        progress.say("searching in turns");
        TimedSearch.inTurns(searches, task.rounds());
        progress.say("checking the answers");
        ExactBm25 exact = new ExactBm25(corpus.documents(), task.settings());
        List<Bm25Result> results = new ArrayList<>();
        for (int i = 0; i < searches.size(); i++) {
            results.add(result(peers.get(i), searches.get(i), buildSeconds[i], exact));
        }
        return results;
    }

    private Bm25Result result(
            Bm25Peer peer, TimedSearch<List<Hit>> search, double buildSeconds, ExactBm25 exact)
            throws IOException {
        List<List<Hit>> answers = search.answers();
        ExactBm25.Judgement judgement = exact.judge(task.corpus().queries(), answers, task.k());
        List<int[]> rows =
                answers.stream()
                        .map(hits -> hits.stream().mapToInt(hit -> (int) hit.id()).toArray())
                        .toList();
        return new Bm25Result(
                peer.library(),
                peer.version(),
                judgement.recall(),
                judgement.scoreError(),
                task.corpus().ndcg(rows, RATED),
                search.qps(),
                search.micros(50),
                search.micros(99),
                search.meanMicros(),
                search.processorMicros(),
                buildSeconds,
                peer.bytes());
    }
}
