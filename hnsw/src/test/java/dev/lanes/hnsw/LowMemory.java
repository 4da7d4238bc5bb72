package dev.lanes.hnsw;

import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;

/// A program that adds rows until the heap is full and looks at what is then in the index.
final class LowMemory {
    private static final HnswSettings SETTINGS = Rows.settings(Similarity.EUCLIDEAN, 3, 8);

    private LowMemory() {}

    /// Fills an index twice.
    ///
    /// @param arguments a file to save to
    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]);
        try (var index = HnswIndex.create(1, SETTINGS)) {
            int rows = fill(index, 0);
            check(index, rows, file);
            // The room that is left may do for some more.
            rows = fill(index, rows);
            check(index, rows, file);
            System.out.println("holds " + rows);
        }
    }

    /// Row n has the id 1000 + n.
    private static int fill(HnswIndex index, int from) {
        int rows = from;
        try {
            while (true) {
                index.add(1000 + rows, row(rows));
                rows++;
            }
        } catch (OutOfMemoryError e) {
            return rows;
        }
    }

    private static float[] row(int number) {
        return new float[] {number * 0x9E3779B9};
    }

    private static void check(HnswIndex index, int rows, Path file) throws IOException {
        expect("size", rows, index.size());
        for (int i = 0; i < rows; i++) {
            expect("contains " + i, true, index.contains(1000 + i));
        }
        expect("contains what was not added", false, index.contains(1000 + rows));
        expect("unreachable", 0, index.unreachable());
        index.save(file);
        try (var saved = HnswIndex.open(file)) {
            expect("size", rows, saved.size());
        }
    }

    private static void expect(String what, Object expected, Object found) {
        if (!found.equals(expected)) {
            throw new AssertionError("%s must be %s but was %s".formatted(what, expected, found));
        }
    }
}
