package dev.lanes.jmh.exact;

import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.peer.OpenBlas;
import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Exact search of many queries at once, everybody on the same rows in the same JVM in turns, on
/// one thread. Cosine, which for rows of length 1 is OpenBLAS' dot product.
///
/// The limit is the processor's multiply-adds: queries × rows × dimension over its peak, as long as
/// that exceeds the bytes of the rows over the bandwidth of memory.
public final class ExactBenchmark {
    /// The numbers of queries from which a curve is drawn.
    public static final List<Integer> CURVE = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);

    private static final int WARM_UPS = 3;

    /// Rows that codes are learnt from.
    private static final int SAMPLE = 10_000;

    private final Vectors base;
    private final float[][] queries;
    private final int k;
    private final int rounds;
    private final Progress progress;

    /// @param base the rows
    /// @param queries at least as many as will be asked at once
    /// @param k rows that each query asks for
    /// @param rounds timed rounds
    /// @param progress told what is going on
    public ExactBenchmark(Vectors base, Vectors queries, int k, int rounds, Progress progress) {
        this.base = base;
        this.queries = queries.rows().toArray(float[][]::new);
        this.k = k;
        this.rounds = rounds;
        this.progress = progress;
    }

    /// Measures.
    ///
    /// @param counts numbers of queries to ask at once; those above the number of queries are left
    ///   out
    /// @return a figure for each count and peer
    public List<ExactFigure> run(List<Integer> counts) {
        List<ExactFigure> figures = new ArrayList<>();
        try (OffHeap memory = OffHeap.forOwner("exact benchmark")) {
            List<ExactPeer> peers = peers(memory);
            for (int count : counts) {
                if (count <= queries.length) {
                    progress.say("exact search of %d queries at once".formatted(count));
                    figures.addAll(measure(peers, Arrays.copyOf(queries, count)));
                }
            }
        }
        return figures;
    }

    private List<ExactPeer> peers(OffHeap memory) {
        List<ExactPeer> peers = new ArrayList<>();
        for (Backend backend : List.of(Backend.NATIVE, Backend.PANAMA, Backend.SCALAR)) {
            try {
                peers.addAll(lanes(Kernels.of(backend), memory));
            } catch (IllegalStateException missing) {
                progress.say(missing.getMessage());
            }
        }
        Optional<OpenBlas> library = OpenBlas.load();
        if (library.isPresent()) {
            peers.add(new OpenBlasPeer(library.get(), unit(base.rows()), k, memory));
        } else {
            progress.say("OpenBLAS is left out: no " + OpenBlas.LIBRARY);
        }
        return peers;
    }

    private List<ExactPeer> lanes(Kernels kernels, OffHeap memory) {
        RowFormat format = new RowFormat(base.dimension(), Similarity.COSINE);
        VectorMatrix full = filled(Codec.float32(format), kernels, memory);
        ExactPeer floats = LanesExactPeer.floats(kernels, full, k);
        if (kernels.backend() == Backend.SCALAR) {
            return List.of(floats);
        }
        List<float[]> sample = base.rows().subList(0, Math.min(SAMPLE, base.size()));
        Codec codec = Codec.train(Encoding.INT8, format, sample);
        return List.of(
                floats, LanesExactPeer.codes(kernels, filled(codec, kernels, memory), full, k));
    }

    private VectorMatrix filled(Codec codec, Kernels kernels, OffHeap memory) {
        VectorMatrix matrix = VectorMatrix.create(codec, memory, kernels);
        base.rows().forEach(matrix::add);
        return matrix;
    }

    private static List<float[]> unit(List<float[]> rows) {
        return rows.stream().map(ExactBenchmark::unit).toList();
    }

    private static float[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        float[] unit = row.clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] = squares == 0 ? 0 : (float) (row[i] / Math.sqrt(squares));
        }
        return unit;
    }

    private List<ExactFigure> measure(List<ExactPeer> peers, float[][] asked) {
        double[][] millis = new double[peers.size()][rounds];
        int[][][] found = new int[peers.size()][][];
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (int i = 0; i < peers.size(); i++) {
                long start = System.nanoTime();
                found[i] = peers.get(i).search(asked);
                long nanos = System.nanoTime() - start;
                if (round >= 0) {
                    millis[i][round] = nanos / 1e6;
                }
            }
        }
        return IntStream.range(0, peers.size())
                .mapToObj(i ->
                        figure(
                                peers.get(i),
                                asked.length,
                                median(millis[i]),
                                recall(found[0], found[i])))
                .toList();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /// The first peer is exact.
    private static double recall(int[][] truth, int[][] found) {
        long right = 0;
        long all = 0;
        for (int i = 0; i < truth.length; i++) {
            Set<Integer> closest = new HashSet<>(IntStream.of(truth[i]).boxed().toList());
            right += IntStream.of(found[i]).filter(closest::contains).count();
            all += truth[i].length;
        }
        return (double) right / all;
    }

    private ExactFigure figure(ExactPeer peer, int asked, double millis, double recall) {
        return new ExactFigure(
                base.name(),
                base.size(),
                base.dimension(),
                asked,
                k,
                peer.library(),
                peer.backend(),
                peer.encoding(),
                millis,
                recall);
    }
}
