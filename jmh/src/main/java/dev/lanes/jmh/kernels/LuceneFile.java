package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.TemporaryDirectory;
import java.io.IOException;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;

/// A file of rows in a temporary directory, mapped as Lucene maps its own vectors: with the same
/// hints, and rows end to end. It is written without an index writer, which would hold all rows on
/// the heap first. Its pages are there before the first row is asked for.
final class LuceneFile implements AutoCloseable {
    private static final String NAME = "rows.vec";

    private final TemporaryDirectory folder;
    private final MMapDirectory directory;
    private final IndexInput input;

    /// Gives one row's bytes.
    @FunctionalInterface
    interface Rows {
        byte[] row(int row);
    }

    LuceneFile(int count, Rows rows) throws IOException {
        folder = new TemporaryDirectory("lanes-bench-lucene-");
        directory = new MMapDirectory(folder.path());
        directory.setPreload(MMapDirectory.ALL_FILES);
        try (IndexOutput output = directory.createOutput(NAME, IOContext.DEFAULT)) {
            for (int i = 0; i < count; i++) {
                byte[] row = rows.row(i);
                output.writeBytes(row, row.length);
            }
        }
        input =
                directory.openInput(
                        NAME,
                        IOContext.DEFAULT.withHints(
                                FileTypeHint.DATA,
                                FileDataHint.KNN_VECTORS,
                                DataAccessHint.RANDOM));
    }

    IndexInput input() {
        return input;
    }

    @Override
    public void close() throws IOException {
        try (var folderLast = folder;
                var directoryThen = directory;
                var inputFirst = input) {
            // Closed by the block, in the reverse order, each one even when another fails.
        }
    }
}
