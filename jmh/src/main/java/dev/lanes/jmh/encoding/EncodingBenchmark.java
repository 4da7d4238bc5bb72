package dev.lanes.jmh.encoding;

import dev.lanes.jmh.measure.Progress;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Scores every row for every query, exactly and by code, and compares.
public final class EncodingBenchmark {
    private static final int SAMPLE = 10_000;
    private static final int BLOCK = 256;

    private final EncodingTask task;
    private final List<Integer> depths;

    /// @param depths how many best rows by code are rescored; k itself is without rescoring
    public EncodingBenchmark(EncodingTask task, List<Integer> depths) {
        this.task = task;
        this.depths = List.copyOf(depths);
    }

    /// Measures every encoding.
    public List<EncodingResult> run(Progress progress) {
        List<EncodingResult> results = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            progress.say("measuring %s".formatted(encoding));
            results.add(measure(encoding));
        }
        return results;
    }

    private EncodingResult measure(Encoding encoding) {
        List<float[]> rows = task.base().rows();
        RowFormat format = new RowFormat(task.base().dimension(), task.similarity());
        // Spread over the file, which may be sorted.
        int stride = Math.max(1, rows.size() / SAMPLE);
        List<float[]> sample =
                IntStream.range(0, rows.size())
                        .filter(i -> i % stride == 0)
                        .mapToObj(rows::get)
                        .toList();
        try (OffHeap memory = OffHeap.forOwner("encodings")) {
            Codec codec = Codec.train(encoding, format, sample);
            VectorMatrix coded = VectorMatrix.create(codec, memory, Kernels.best());
            VectorMatrix exact = VectorMatrix.create(format, memory, Kernels.best());
            rows.forEach(coded::add);
            rows.forEach(exact::add);
            long[] found = new long[depths.size()];
            double error = 0;
            for (float[] query : task.queries().rows()) {
                QueryValues truth = new QueryValues(values(exact, query));
                float[] estimates = values(coded, query);
                int[] ranks = truth.ranksOfBest(task.k(), estimates);
                for (int i = 0; i < found.length; i++) {
                    int depth = depths.get(i);
                    found[i] += IntStream.of(ranks).filter(rank -> rank < depth).count();
                }
                error += truth.relativeSquaredError(estimates);
            }
            double wanted = (double) task.queries().size() * task.k();
            List<Double> recall = LongStream.of(found).mapToObj(right -> right / wanted).toList();
            double relative = Math.sqrt(error / task.queries().size());
            return new EncodingResult(encoding, codec.rowBytes(), recall, relative);
        }
    }

    private static float[] values(VectorMatrix matrix, float[] query) {
        Scorer scorer = matrix.scorer(query);
        float[] values = new float[matrix.size()];
        int[] ordinals = new int[BLOCK];
        float[] block = new float[BLOCK];
        for (int first = 0; first < values.length; first += BLOCK) {
            int count = Math.min(BLOCK, values.length - first);
            for (int i = 0; i < count; i++) {
                ordinals[i] = first + i;
            }
            scorer.score(ordinals, count, block);
            System.arraycopy(block, 0, values, first, count);
        }
        return values;
    }
}
