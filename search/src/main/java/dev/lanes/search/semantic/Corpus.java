package dev.lanes.search.semantic;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.List;

/// Rows outside the heap for one computation.
///
/// @param memory where they lie
/// @param rows all of them, as float32
record Corpus(OffHeap memory, VectorMatrix rows) implements AutoCloseable {
    /// Takes rows over from somewhere.
    private interface Source {
        void addTo(VectorMatrix rows);
    }

    /// A copy of rows on the heap, at least one.
    static Corpus of(float[][] rows, Similarity similarity) {
        var format = new RowFormat(rows[0].length, similarity);
        return of(
                format,
                matrix -> {
                    for (int i = 0; i < rows.length; i++) {
                        add(matrix, i, rows[i]);
                    }
                });
    }

    private static void add(VectorMatrix matrix, int number, float[] row) {
        try {
            matrix.add(row);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "row %d of the corpus: %s".formatted(number, e.getMessage()), e);
        }
    }

    /// Texts, encoded with the passage prefix.
    static Corpus of(List<String> texts, DenseEncoder encoder, Similarity similarity, Work work) {
        var format = new RowFormat(encoder.dimension(), similarity);
        return of(
                format,
                matrix -> encoder.encodeAll(texts.iterator(), matrix::add, (_, _) -> work.check()));
    }

    private static Corpus of(RowFormat format, Source source) {
        var memory = OffHeap.forOwner("semantic search");
        try {
            var matrix = VectorMatrix.create(format, memory, Kernels.best());
            source.addTo(matrix);
            return new Corpus(memory, matrix);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
