package dev.lanes.sparse;

import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// What is done with whole files of indexes.
public final class SparseFiles {
    private SparseFiles() {}

    /// Makes one index of several: a file with all of their rows. Every file is verified first.
    /// Then its segments are copied as they are, so that no row is sealed again, and no more of it
    /// is on the heap than 8 bytes for each row, to compare ids. Deleted rows come along, unless a
    /// segment has no others; [SparseIndex#compact] gives back what they take, and makes one
    /// segment of all, which is searched faster.
    ///
    /// A file has room for 10 segments. One whose index was [compacted][SparseIndex#compact] before
    /// it was saved has 1, others have more, up to 10.
    ///
    /// @param files written by [SparseIndex#save] or this, at least one, which stay as they are
    /// @param target where the result will be, replaced if it is there; may be one of the files
    /// @param progress is told how many rows are in: 0 after each file that was verified, then, in
    ///   proportion to the bytes written, one after every megabyte or less, at last that of all
    ///   rows; what it throws ends the work, and nothing is then written
    /// @throws IllegalArgumentException when there is no file, or two of them differ in settings or
    ///   have rows with one id, naming both; or when together they have more than 10 segments in
    ///   which a row is live, naming all, or more than 2^31 - 9 rows. Nothing is then written
    /// @throws dev.lanes.memory.CorruptFileException when a file is not an index or is damaged
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when a file cannot be read, or the disk is full or fails; nothing is
    ///   then written
    public static void merge(List<Path> files, Path target, LongConsumer progress)
            throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must be at least 1 but were 0");
        }
        try (var mappings = OffHeap.forOwner("merge of sparse indexes")) {
            SparseMerge.open(files, mappings, progress).write(target);
        }
    }
}
