package dev.lanes.kernels;

import dev.lanes.kernels.internal.BlockKernel;
import dev.lanes.kernels.internal.NativeQueryPlace;
import java.util.Objects;
import java.util.Optional;

/// A query prepared once, then compared with rows of a [VectorMatrix], best in blocks: a block of
/// rows from memory costs half of the same rows one by one.
///
/// What it gives are raw values (see [dev.lanes.vector.Similarity]); larger is closer. For rows of
/// another encoding than FLOAT32 they are as close as the encoding allows (see [Encoding]). The
/// value of a row is the same, to the bit, alone and anywhere in a block. For one thread.
public final class Scorer {
    private final VectorMatrix matrix;
    private final BlockKernel<float[]> kernel;
    private final float[] query;
    private final int[] ordinal = new int[1];
    private final float[] raw = new float[1];

    /// Rows that were added after the query was prepared are not scored; without a query, none is.
    private int size;

    Scorer(VectorMatrix matrix, BlockKernel<float[]> kernel) {
        this.matrix = matrix;
        this.kernel = kernel;
        this.query = matrix.padded();
    }

    /// Takes a new query, and the rows that are there now as those to be scored.
    ///
    /// @param vector its values, copied
    /// @throws IllegalArgumentException when it has another dimension or a value that is not finite
    public void prepare(float[] vector) {
        matrix.prepare(vector, query);
        kernel.prepare(query);
        size = matrix.size();
    }

    /// Takes a row as the new query, and the rows that are there now as those to be scored.
    ///
    /// @param row its ordinal
    /// @throws IndexOutOfBoundsException when there is no such row
    public void prepare(int row) {
        int rows = matrix.size();
        Objects.checkIndex(row, rows);
        if (!kernel.prepareRow(row)) {
            matrix.restore(row, query);
            kernel.prepare(query);
        }
        size = rows;
    }

    /// Compares the query with one row.
    ///
    /// @param row its ordinal
    /// @return the raw value
    /// @throws IndexOutOfBoundsException when there is no such row
    public float score(int row) {
        ordinal[0] = row;
        score(ordinal, 1, raw);
        return raw[0];
    }

    /// Compares the query with several rows.
    ///
    /// @param ordinals which rows
    /// @param count how many of them, from the start of the array
    /// @param values receives the raw value of each
    /// @throws IndexOutOfBoundsException when there is no such row, or an array is too short
    public void score(int[] ordinals, int count, float[] values) {
        Ordinals.check(ordinals, count, values, size);
        kernel.score(ordinals, count, values);
    }

    /// How many rows can be scored: ordinals below this.
    ///
    /// @return the size of the matrix when the query was prepared, 0 without a query
    public int size() {
        return size;
    }

    Optional<NativeQueryPlace> nativeQuery() {
        return kernel.nativeQuery();
    }
}
