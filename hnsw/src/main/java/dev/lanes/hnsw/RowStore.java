package dev.lanes.hnsw;

import dev.lanes.hnsw.RowStorage.FullRows;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps the rows of a growing graph in the form that its settings want: at first as floats, and
/// when there are enough of them for a sample, in an encoding that has learnt from it. It learns
/// again when there are many more, unless the floats are gone.
///
/// One thread at a time changes rows or forms. Readers take [#rows] once a search.
final class RowStore {
    /// An encoding learns when there are so many rows. The ranges of a dimension need some hundred
    /// rows; later samples are of rows that nobody knew then.
    private static final int[] LEARNS_AT = {1 << 10, 1 << 13, 1 << 16};

    /// Without floats it learns once, so later.
    private static final int LEARNS_ONCE_AT = 1 << 13;

    private static final int SAMPLE = 1 << 12;

    private final RowStorage storage;
    private final RowFormat format;
    private final OffHeap memory;
    private final Kernels kernels = Kernels.best();
    private volatile StoredRows rows;
    private int learnt;

    /// Whether the form of the rows is the outcome of learning.
    private boolean hasLearnt;

    RowStore(RowStorage storage, StoredRows rows, OffHeap memory) {
        this.storage = storage;
        this.format = rows.walked().format();
        this.memory = memory;
        this.rows = rows;
        this.hasLearnt = rows.walked().codec().encoding() != Encoding.FLOAT32;
        skipStages(rows.walked().size());
    }

    private void skipStages(int size) {
        while (learnt < LEARNS_AT.length && LEARNS_AT[learnt] <= size) {
            learnt++;
        }
    }

    static RowStore create(RowFormat format, RowStorage storage, OffHeap memory) {
        boolean kept = storage.fullRows() == FullRows.KEPT;
        var floats = kept || storage.encoding().equals(Optional.of(Encoding.FLOAT32));
        var home = floats ? memory : memory.part();
        var matrix = VectorMatrix.create(format, home, Kernels.best());
        var rows = new StoredRows(matrix, Optional.empty(), home);
        return new RowStore(storage, rows, memory);
    }

    StoredRows rows() {
        return rows;
    }

    RowFormat format() {
        return format;
    }

    /// Whether there are so many rows that it should learn.
    boolean isDue(int size) {
        if (storage.encoding().equals(Optional.of(Encoding.FLOAT32))) {
            return false;
        }
        if (storage.fullRows() == FullRows.DROPPED) {
            return !hasLearnt && size >= LEARNS_ONCE_AT;
        }
        return learnt < LEARNS_AT.length && size >= LEARNS_AT[learnt];
    }

    /// Learns from rows to come, before the first one is there.
    ///
    /// @return memory that nobody needs any more, to be closed when its readers have gone
    Optional<OffHeap> learn(List<float[]> sample) {
        int step = Math.max(1, sample.size() / SAMPLE);
        var some = new ArrayList<float[]>();
        for (int i = 0; i < sample.size(); i += step) {
            some.add(sample.get(i));
        }
        return learnFrom(some, 0);
    }

    /// Learns from the rows that are there and gives them their new form.
    ///
    /// @param live which rows count
    /// @param size rows have ordinals below this
    /// @return memory that nobody needs any more, to be closed when its readers have gone
    Optional<OffHeap> learn(Bits live, int size) {
        var sample = new ArrayList<float[]>();
        int step = Math.max(1, size / SAMPLE);
        for (int at = live.next(0); at < size; at = live.next(at + step)) {
            sample.add(rows.best().row(at));
        }
        return learnFrom(sample, size);
    }

    private Optional<OffHeap> learnFrom(List<float[]> sample, int size) {
        skipStages(Math.max(size, sample.size()));
        var encoding = storage.encoding().orElseGet(() -> SampledEncoding.of(format, sample));
        var old = rows;
        var floats = old.best();
        learnt = Math.max(learnt, 1);
        if (encoding != Encoding.FLOAT32) {
            rows = encoded(Codec.train(encoding, format, sample), floats, size);
        } else if (old.full().isPresent()) {
            rows = new StoredRows(floats, Optional.empty(), memory);
        }
        hasLearnt = true;
        boolean isUsed = old.memory() == memory || old.memory() == rows.memory();
        return isUsed ? Optional.empty() : Optional.of(old.memory());
    }

    private StoredRows encoded(Codec codec, VectorMatrix floats, int size) {
        boolean kept = storage.fullRows() == FullRows.KEPT;
        var home = memory.part();
        try {
            var codes =
                    kept
                            ? VectorMatrix.createWithoutLengths(codec, home, kernels)
                            : VectorMatrix.create(codec, home, kernels);
            codes.reserve(size);
            for (int i = 0; i < size; i++) {
                codes.put(i, floats.row(i));
            }
            codes.count(size);
            return new StoredRows(codes, kept ? Optional.of(floats) : Optional.empty(), home);
        } catch (RuntimeException | Error e) {
            home.close();
            throw e;
        }
    }

    /// Gives back what lies outside of the index's own memory.
    void close() {
        if (rows.memory() != memory) {
            rows.memory().close();
        }
    }
}
