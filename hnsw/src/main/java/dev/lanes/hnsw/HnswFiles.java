package dev.lanes.hnsw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is done with whole files of indexes and rows: to check one, to make one of several, to
/// build an index over rows that stay where they are.
public final class HnswFiles {
    private HnswFiles() {}

    /// Checks every byte of a file that [HnswIndex#save] wrote against its checksums, and the graph
    /// against its laws.
    ///
    /// @param file the file
    /// @throws dev.lanes.memory.CorruptFileException when it is damaged; the message says where
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static void verify(Path file) throws IOException {
        try (var memory = HnswIndex.memory()) {
            HnswFile.open(file, memory).verify(memory);
        }
    }

    /// Makes one index of several: a file with all of their rows. Every file is verified first. The
    /// one with most rows is read into memory, so the result has its settings, and the rows of the
    /// others are added to it, in full precision where they have it.
    ///
    /// @param files written by [HnswIndex#save], at least one, which stay as they are
    /// @param target where the result will be, replaced if it is there; may be one of the files
    /// @param settings who adds the rows
    /// @throws IllegalArgumentException when there is no file, or two of them differ in dimension
    ///   or similarity, or have rows with one id; the message names both. Nothing is then written
    /// @throws java.util.concurrent.CancellationException when it was cancelled; nothing is then
    ///   written
    /// @throws dev.lanes.memory.CorruptFileException when a file is not an index or is damaged
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when a file cannot be read, or the disk is full or fails; nothing is
    ///   then written
    public static void merge(List<Path> files, Path target, BulkSettings settings)
            throws IOException {
        try (var merged = Merge.of(files, settings)) {
            merged.save(target);
        }
    }

    /// Builds an index over a file of rows that need not fit into memory: the rows in full
    /// precision are mapped and read for the codes, for each row's own links and by rescoring,
    /// while the codes and the links are in memory. When the rows are walked in FLOAT32, because
    /// the settings say so or because a sample shows that nothing smaller will do, there are no
    /// codes and every search reads the file.
    ///
    /// The file must stay what it is as long as the index is open. [HnswIndex#save] writes all of
    /// the index into one file, with the rows.
    ///
    /// @param rows the file, every byte of which is checked first
    /// @param settings how the graph is built: with the similarity of the file, and full rows kept
    /// @param bulk who does it
    /// @return a read-only index
    /// @throws IllegalArgumentException when the settings do not suit the file, or two rows have
    ///   one id; the message says which
    /// @throws java.util.concurrent.CancellationException when it was cancelled, or a thread that
    ///   works on it was interrupted; there is then no index
    /// @throws java.util.concurrent.RejectedExecutionException when the executor takes no task
    /// @throws dev.lanes.memory.CorruptFileException when the file is damaged
    /// @throws IOException when it cannot be read
    /// @throws OutOfMemoryError when there is no room for the codes and the links
    public static HnswIndex build(RowFile rows, HnswSettings settings, BulkSettings bulk)
            throws IOException {
        var memory = HnswIndex.memory();
        try {
            var graph = BuildOverRows.of(rows, settings, bulk, memory);
            return new HnswIndex(
                    memory,
                    graph,
                    Optional.empty(),
                    HnswIndex.Changes.REFUSED,
                    Calibration.Measured.NOTHING);
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }
}
