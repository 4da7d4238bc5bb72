package dev.lanes.jmh.sparse;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.SparseRows;
import dev.lanes.kernels.Kernels;
import dev.lanes.sparse.Algorithm;
import dev.lanes.sparse.SparseIndex;
import dev.lanes.sparse.SparseRow;
import dev.lanes.sparse.SparseSearchSettings;
import dev.lanes.sparse.SparseSettings;
import dev.lanes.vector.Hit;
import dev.lanes.vector.SparseVector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// This project's own index, in memory.
final class LanesSparsePeer implements SparsePeer {
    private final String library;
    private final SparseSettings settings;
    private final List<Algorithm> algorithms;
    private SparseIndex index;

    /// @param library what results are listed under
    /// @param settings of the index
    /// @param algorithms how it is searched
    LanesSparsePeer(String library, SparseSettings settings, List<Algorithm> algorithms) {
        this.library = library;
        this.settings = settings;
        this.algorithms = List.copyOf(algorithms);
    }

    /// An algorithm by its name: "exact" is the one that the planner chooses.
    ///
    /// @throws UsageException when there is none; the message lists those that exist
    static Algorithm algorithm(String name) {
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> label(algorithm).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "an algorithm must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    private static String label(Algorithm algorithm) {
        return algorithm == Algorithm.AUTO
                ? "exact"
                : algorithm.name().replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(Algorithm.values())
                .map(LanesSparsePeer::label)
                .collect(Collectors.joining(", "));
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
    public List<Way> ways() {
        return algorithms.stream().<Way>map(Search::new).toList();
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
        private final Algorithm algorithm;

        Search(Algorithm algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        public String library() {
            return library;
        }

        @Override
        public String algorithm() {
            return label(algorithm);
        }

        @Override
        public int[] search(SparseVector query, int k) {
            List<Hit> hits =
                    index.search(query, SparseSearchSettings.of(k).withAlgorithm(algorithm)).hits();
            int[] found = new int[hits.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = (int) hits.get(i).id();
            }
            return found;
        }
    }
}
