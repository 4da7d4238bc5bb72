package dev.lanes.jmh.sparse;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.jmh.data.SparseRows;
import dev.lanes.kernels.Kernels;
import dev.lanes.sparse.SparseIndex;
import dev.lanes.sparse.SparseRow;
import dev.lanes.sparse.SparseSettings;
import dev.lanes.vector.Hit;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// This project's own index, in memory.
final class LanesSparsePeer implements SparsePeer {
    private final String library;
    private final SparseSettings settings;
    private final List<LanesAlgorithm> algorithms;
    private SparseIndex index;

    /// @param library what results are listed under
    /// @param settings of the index
    /// @param algorithms how it is searched
    LanesSparsePeer(String library, SparseSettings settings, List<LanesAlgorithm> algorithms) {
        this.library = library;
        this.settings = settings;
        this.algorithms = List.copyOf(algorithms);
    }

    @Override
    public String library() {
        return library;
    }

    @Override
    public String version() {
        return LanesVersion.VALUE;
    }

    @Override
    public String backend() {
        return Kernels.best().description();
    }

    @Override
    public void build(SparseRows rows, IntConsumer progress) {
        index =
                SparseIndex.build(
                        IntStream.range(0, rows.size())
                                .mapToObj(row -> {
                                    progress.accept(row + 1);
                                    return new SparseRow(row, rows.row(row));
                                })
                                .iterator(),
                        settings);
    }

    @Override
    public List<Way> ways(Optional<SparseTuning> tuning) throws IOException {
        List<Way> ways = new ArrayList<>();
        for (LanesAlgorithm algorithm : algorithms) {
            if (algorithm.isSeismic() && tuning.isPresent()) {
                SeismicTuner tuner =
                        new SeismicTuner(
                                tuning.get(), depth -> new Search(algorithm.tuned(0, depth)));
                for (double recall : tuning.get().recalls()) {
                    ways.add(new Search(algorithm.tuned(recall, tuner.fastest(recall))));
                }
            } else {
                ways.add(new Search(algorithm));
            }
        }
        return ways;
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
    }

    private final class Search implements Way {
        private final LanesAlgorithm algorithm;

        Search(LanesAlgorithm algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        public String library() {
            return library;
        }

        @Override
        public String algorithm() {
            return algorithm.label();
        }

        @Override
        public int[] search(SparseVector query, int k) {
            List<Hit> hits = index.search(query, algorithm.settings().withK(k)).hits();
            int[] found = new int[hits.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = (int) hits.get(i).id();
            }
            return found;
        }
    }
}
