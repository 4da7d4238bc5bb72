package dev.lanes.hnsw;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.List;

/// The settings that an [HnswTuner] tries: each m with each efConstruction and each storage. Those
/// that come first in their lists are tried first.
///
/// @param m links of a new row, at least one value
/// @param efConstruction candidates for its links, at least one value
/// @param storages in which encodings the graph is walked, and what is kept beside; at least one
public record TuningGrid(List<Integer> m, List<Integer> efConstruction, List<RowStorage> storages) {
    public TuningGrid {
        m = List.copyOf(m);
        efConstruction = List.copyOf(efConstruction);
        storages = List.copyOf(storages);
        if (m.isEmpty() || efConstruction.isEmpty() || storages.isEmpty()) {
            throw new IllegalArgumentException("a grid must have a value of each kind");
        }
    }

    /// m 16, 8, 24, 32; efConstruction 200, 100, 400; 8-bit codes, float32, 4-bit and 1-bit codes,
    /// each with the rows in full precision, and 8-bit codes alone.
    ///
    /// @return 60 settings
    public static TuningGrid usual() {
        return new TuningGrid(
                List.of(16, 8, 24, 32),
                List.of(200, 100, 400),
                List.of(
                        RowStorage.of(Encoding.INT8),
                        RowStorage.of(Encoding.FLOAT32),
                        RowStorage.of(Encoding.INT4),
                        RowStorage.of(Encoding.BINARY),
                        RowStorage.only(Encoding.INT8)));
    }

    /// All settings, those first whose values come first.
    List<HnswSettings> settings(Similarity similarity) {
        var all = new ArrayList<HnswSettings>();
        for (int efConstructionNow : efConstruction) {
            for (int mNow : m) {
                for (var storage : storages) {
                    all.add(
                            HnswSettings.of(similarity)
                                    .withM(mNow)
                                    .withEfConstruction(efConstructionNow)
                                    .withStorage(storage));
                }
            }
        }
        return all;
    }
}
