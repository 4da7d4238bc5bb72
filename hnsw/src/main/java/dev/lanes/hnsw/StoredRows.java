package dev.lanes.hnsw;

import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.util.Optional;

/// The rows of a graph, in one form or two, under the same ordinals.
///
/// @param walked what a search walks on
/// @param full the rows in full precision, when `walked` is not and they are kept
/// @param memory what `walked` lies in
record StoredRows(VectorMatrix walked, Optional<VectorMatrix> full, OffHeap memory) {
    /// What new nodes are linked by: codes that tell neighbours apart as well as floats do, or else
    /// floats where they are kept.
    VectorMatrix linked() {
        return switch (walked.codec().encoding()) {
            case FLOAT32, BFLOAT16, INT8 -> walked;
            case INT4, BINARY -> full.orElse(walked);
        };
    }

    /// What rows are restored from and compared with exactly.
    VectorMatrix best() {
        return full.orElse(walked);
    }

    void reserve(int count) {
        walked.reserve(count);
        if (full.isPresent()) {
            full.get().reserve(count);
        }
    }

    void put(int ordinal, float[] vector) {
        walked.put(ordinal, vector);
        if (full.isPresent()) {
            full.get().put(ordinal, vector);
        }
    }

    void count(int rowCount) {
        walked.count(rowCount);
        if (full.isPresent()) {
            full.get().count(rowCount);
        }
    }
}
