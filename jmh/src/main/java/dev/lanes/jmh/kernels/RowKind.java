package dev.lanes.jmh.kernels;

import dev.lanes.jmh.kernels.LuceneHeapBytes.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// How rows are stored, and which libraries have it.
enum RowKind {
    FLOAT32,
    INT8,
    INT4,
    BINARY;

    /// As it stands in results.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is computed of such rows.
    List<Operation> operations(Access access) {
        // Cosines are dot products of unit rows, in our matrices as in indexes made for speed.
        return this == FLOAT32 && access == Access.L1
                ? List.of(Operation.values())
                : List.of(Operation.DOT, Operation.L2);
    }

    /// Bytes of a row without padding: from these follows how many rows there are.
    long rowBytes(int dimension) {
        return switch (this) {
            case FLOAT32 -> (long) dimension * Float.BYTES;
            case INT8 -> dimension;
            case INT4 -> (dimension + 1) / 2;
            case BINARY -> (dimension + 7) / 8;
        };
    }

    /// How many groups of peers there are.
    int groups(Access access) {
        return peers(access).size();
    }

    /// What takes part in one process: our own matrices and a group of peers.
    List<StoreMaker> stores(Access access, int group) {
        List<StoreMaker> stores = new ArrayList<>();
        if (this == FLOAT32) {
            stores.add(LanesFloats::new);
        }
        stores.addAll(peers(access).get(group));
        return stores;
    }

    /// The peers' stores, in groups that are measured in a process each. Two of Lucene's in one
    /// process would share code, and each would be slower for what the other taught the JIT
    /// compiler: three to five times for bytes.
    private List<List<StoreMaker>> peers(Access access) {
        return switch (this) {
            case FLOAT32 ->
                    access == Access.L1
                            ? List.of(List.of(LuceneHeapFloats::new, JVectorFloats::new))
                            : List.of(List.of(LuceneFloats::new, JVectorFloats::new));
            case INT8 ->
                    access == Access.L1
                            ? List.of(
                                    List.of(rows -> new LuceneHeapBytes(rows, Signs.SIGNED)),
                                    List.of(rows -> new LuceneHeapBytes(rows, Signs.UNSIGNED)))
                            : List.of(
                                    List.of(LuceneBytes::new),
                                    List.of(codes(ScalarEncoding.SEVEN_BIT)),
                                    List.of(codes(ScalarEncoding.UNSIGNED_BYTE)));
            case INT4 -> List.of(List.of(codes(ScalarEncoding.PACKED_NIBBLE)));
            case BINARY -> List.of(List.of(codes(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE)));
        };
    }

    private static StoreMaker codes(ScalarEncoding encoding) {
        return rows -> new LuceneCodes(rows, encoding);
    }
}
