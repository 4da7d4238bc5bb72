package dev.lanes.jmh.kernels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How rows are stored, and which libraries have it.
enum RowKind {
    FLOAT32;

    /// As it stands in results.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Bytes of a row without padding: from these follows how many rows there are.
    long rowBytes(int dimension) {
        return switch (this) {
            case FLOAT32 -> (long) dimension * Float.BYTES;
        };
    }

    /// The same rows in each library.
    List<Store> open(SampleRows rows) throws IOException {
        List<Store> stores = new ArrayList<>();
        switch (this) {
            case FLOAT32 -> {
                stores.add(new LanesFloats(rows));
                stores.add(new LuceneFloats(rows));
                stores.add(new JVectorFloats(rows));
            }
        }
        return stores;
    }
}
