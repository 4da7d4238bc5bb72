package dev.lanes.jmh.kernels;

import dev.lanes.jmh.kernels.LuceneHeapBytes.Signs;
import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// How rows are stored, and which libraries have it.
enum RowKind {
    FLOAT32,
    BFLOAT16,
    INT8,
    INT4,
    /// One bit a value, of float rows.
    BINARY,
    /// Rows that are bits from the start.
    BITS;

    /// As it stands in results.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether there are such rows.
    boolean has(int dimension) {
        return this != BITS || dimension % Byte.SIZE == 0;
    }

    /// What is computed of such rows.
    List<Operation> operations(Access access) {
        return switch (this) {
            // Cosines are dot products of unit rows, in our matrices as in indexes made for speed.
            case FLOAT32 ->
                    access == Access.L1
                            ? List.of(Operation.DOT, Operation.L2, Operation.COSINE)
                            : List.of(Operation.DOT, Operation.L2);
            case BFLOAT16, INT8, INT4, BINARY -> List.of(Operation.DOT, Operation.L2);
            case BITS -> List.of(Operation.HAMMING);
        };
    }

    /// Bytes of a row without padding.
    long rowBytes(int dimension) {
        return switch (this) {
            case FLOAT32 -> (long) dimension * Float.BYTES;
            case BFLOAT16 -> (long) dimension * Short.BYTES;
            case INT8 -> dimension;
            case INT4 -> (dimension + 1) / 2;
            case BINARY, BITS -> (dimension + 7) / 8;
        };
    }

    /// Our own rows.
    Store open(SampleRows rows, List<Backend> backends) {
        return this == BITS
                ? new LanesBits(rows, backends)
                : new LanesRows(rows, Encoding.valueOf(name()), backends);
    }

    /// How many groups of peers there are.
    int groups(Access access) {
        return peers(access).size();
    }

    /// What takes part in one process: our own matrices, but plain Java's only in the first, and a
    /// group of peers.
    List<StoreMaker> stores(Access access, int group) {
        List<StoreMaker> stores = new ArrayList<>();
        stores.add(rows -> open(rows, group == 0 ? Backends.RUNNING : Backends.FAST));
        stores.addAll(peers(access).get(group));
        return stores;
    }

    /// The peers' stores, in groups that are measured in a process each. Two of Lucene's in one
    /// process would share code, and each would be slower for what the other taught the JIT
    /// compiler: three to five times for bytes.
    private List<List<StoreMaker>> peers(Access access) {
        boolean cached = access == Access.L1;
        return switch (this) {
            case FLOAT32 ->
                    List.of(
                            List.of(
                                    cached ? LuceneHeapFloats::new : LuceneFloats::new,
                                    JVectorFloats::new));
            case BFLOAT16 -> List.of(List.of());
            case INT8 ->
                    cached
                            ? List.of(
                                    List.of(rows -> new LuceneHeapBytes(rows, Signs.SIGNED)),
                                    List.of(rows -> new LuceneHeapBytes(rows, Signs.UNSIGNED)))
                            : List.of(
                                    List.of(LuceneBytes::new),
                                    List.of(codes(ScalarEncoding.SEVEN_BIT)),
                                    List.of(codes(ScalarEncoding.UNSIGNED_BYTE)));
            case INT4 -> List.of(List.of(codes(ScalarEncoding.PACKED_NIBBLE)));
            case BINARY -> List.of(List.of(codes(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE)));
            case BITS -> List.of(cached ? List.of(LuceneHeapBits::new) : List.of());
        };
    }

    private static StoreMaker codes(ScalarEncoding encoding) {
        return rows -> new LuceneCodes(rows, encoding);
    }
}
