package dev.lanes.sparse.text;

import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// What is done with whole files of text indexes.
public final class TextFiles {
    private TextFiles() {}

    /// Makes one index of several: a file with all of their texts, in as few segments as there may
    /// be. Every file is verified first. Texts are read from the files where they are; one segment
    /// of the result at a time is in memory, and 16 bytes for each text on the heap.
    ///
    /// @param files written by [TextIndex#save], at least one, which stay as they are
    /// @param target where the result will be, replaced if it is there; may be one of the files
    /// @param progress is told how many texts are in, after every few ten thousand; what it throws
    ///   ends the work, and nothing is then written
    /// @throws IllegalArgumentException when there is no file, or two of them differ in settings or
    ///   have texts with one id; the message names both. Nothing is then written
    /// @throws dev.lanes.memory.CorruptFileException when a file is not an index or is damaged
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when a file cannot be read, or the disk is full or fails; nothing is
    ///   then written
    public static void merge(List<Path> files, Path target, LongConsumer progress)
            throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must be at least 1 but were 0");
        }
        try (var mappings = OffHeap.forOwner("merge of text indexes")) {
            TextMerge.open(files, mappings).write(target, progress);
        }
    }
}
