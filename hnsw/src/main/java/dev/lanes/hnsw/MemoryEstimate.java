package dev.lanes.hnsw;

import dev.lanes.hnsw.RowStorage.FullRows;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.OrdinalMap;
import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;
import java.util.List;

/// What an index of so many rows takes. Each search that is under way has memory of its own
/// besides, some bytes a row, which is kept for the next search.
///
/// Bytes a row outside of the heap, of a million rows with m 16, without the 4 bytes a value of the
/// float32 row itself; on the heap there are 29 more. Under COSINE add 8. In the last column there
/// is no float32 row, and that is all.
///
/// | dimension | FLOAT32 | INT8 | INT4 | BINARY | only INT8 |
/// |----------:|--------:|-----:|-----:|-------:|----------:|
/// |        96 |     159 |  287 |  287 |    223 |       286 |
/// |       384 |     158 |  608 |  415 |    222 |       607 |
/// |       784 |     159 |  992 |  608 |    287 |       990 |
/// |      1000 |     191 | 1217 |  768 |    384 |      1183 |
///
/// @param bytes outside the Java heap: what [HnswIndex#bytes] says
/// @param heapBytes on the Java heap: the ordinals by id, and the counts that keep the graph
///   connected. An index that was opened from a file has no counts, and the ordinals only when
///   somebody asks for ids
public record MemoryEstimate(long bytes, long heapBytes) {
    /// Of so many rows the levels are drawn, to count the lists above level 0; of more, the mean
    /// will do.
    private static final int DRAWN = 1 << 22;

    /// What an index will take once it has so many rows, added by [HnswIndex#addAll] and not
    /// changed since.
    ///
    /// @param rows how many, at least 0
    /// @param dimension values a row, 1 to 4096
    /// @param settings how the graph is built; without an encoding INT8 is taken, if it makes rows
    ///   of this dimension smaller
    /// @return bytes outside of the heap and on it
    /// @throws IllegalArgumentException when rows are below 0, or the dimension is out of range
    public static MemoryEstimate of(int rows, int dimension, HnswSettings settings) {
        var format = new RowFormat(dimension, settings.similarity());
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be at least 0 but were " + rows);
        }
        return new MemoryEstimate(
                rowBytes(rows, format, settings.storage())
                        + Graph.bytes(settings, rows, upperLists(rows, settings)),
                OrdinalMap.bytes(rows) + LinksFromHigher.bytes(rows));
    }

    private static int upperLists(int rows, HnswSettings settings) {
        if (rows > DRAWN) {
            // A row is on level l or above with probability m^-l.
            return rows / (settings.m() - 1);
        }
        int lists = 0;
        for (int i = 0; i < rows; i++) {
            lists += Levels.draw(settings, i);
        }
        return lists;
    }

    private static long rowBytes(int rows, RowFormat format, RowStorage storage) {
        var floats = Codec.float32(format);
        // What a codec learns changes no size.
        var codes = codes(format, storage);
        boolean coded =
                rows >= BulkAddition.SMALLEST_SAMPLE
                        && codes.encoding() != Encoding.FLOAT32
                        && (storage.encoding().isPresent()
                                || SampledEncoding.isSmaller(codes, floats));
        if (!coded) {
            return withLengths(rows, floats);
        }
        return storage.fullRows() == FullRows.KEPT
                ? withLengths(rows, floats) + Records.bytes(codes.rowBytes(), rows)
                : withLengths(rows, codes);
    }

    private static Codec codes(RowFormat format, RowStorage storage) {
        var zeros = List.of(new float[format.dimension()]);
        return Codec.train(storage.encoding().orElse(Encoding.INT8), format, zeros);
    }

    private static long withLengths(int rows, Codec codec) {
        boolean hasLengths = codec.format().similarity() == Similarity.COSINE;
        return Records.bytes(codec.rowBytes(), rows)
                + (hasLengths ? Records.bytes(Double.BYTES, rows) : 0);
    }
}
