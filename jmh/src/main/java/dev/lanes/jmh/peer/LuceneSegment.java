package dev.lanes.jmh.peer;

import java.io.IOException;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.MMapDirectory;

/// A Lucene index of one segment in a mapped temporary directory, written on one thread. A document
/// has the number of its row.
public final class LuceneSegment implements AutoCloseable {
    /// Just under Lucene's limit of 2 GiB for one thread's buffer.
    private static final double LARGEST_BUFFER_MB = 1900;

    private final TemporaryDirectory folder;
    private final MMapDirectory directory;
    private DirectoryReader reader;

    private LuceneSegment(TemporaryDirectory folder) throws IOException {
        this.folder = folder;
        this.directory = new MMapDirectory(folder.path());
    }

    /// Gives the fields of a row.
    @FunctionalInterface
    public interface Rows {
        /// The document of a row; it may be the same object again and again.
        Iterable<? extends IndexableField> document(int row);
    }

    /// How an index is written; codec and similarity may be set.
    public static IndexWriterConfig config() {
        // Whoever comes first must hear what Lucene says only once; others ask for it later.
        Objects.requireNonNull(LuceneVectorisation.MESSAGE);
        double thirdOfHeapMb = Runtime.getRuntime().maxMemory() / 3.0 / (1 << 20);
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(Math.min(LARGEST_BUFFER_MB, thirdOfHeapMb))
                .setUseCompoundFile(false)
                // The build is timed on one thread, so merges may not run on others.
                .setMergeScheduler(new SerialMergeScheduler())
                // Merges neighbours only: a document keeps the number of its row.
                .setMergePolicy(new LogByteSizeMergePolicy());
    }

    /// Writes an index and opens it.
    ///
    /// @param config for this index alone; see [#config()]
    /// @param count how many rows there are
    /// @param rows gives each of them
    /// @param progress told how many rows are in
    public static LuceneSegment write(
            IndexWriterConfig config, int count, Rows rows, IntConsumer progress)
            throws IOException {
        LuceneSegment segment = new LuceneSegment(new TemporaryDirectory("lanes-bench-lucene-"));
        try {
            segment.fill(config, count, rows, progress);
            return segment;
        } catch (IOException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    private void fill(IndexWriterConfig config, int count, Rows rows, IntConsumer progress)
            throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int row = 0; row < count; row++) {
                writer.addDocument(rows.document(row));
                progress.accept(row + 1);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
        if (reader.leaves().size() != 1 || reader.maxDoc() != count) {
            throw new IllegalStateException(
                    "Lucene must have 1 segment of %d rows but has %d of %d"
                            .formatted(count, reader.leaves().size(), reader.maxDoc()));
        }
    }

    /// The open index.
    public DirectoryReader reader() {
        return reader;
    }

    /// Bytes of all its files.
    public long bytes() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try (var folderLast = folder;
                var directoryThen = directory;
                var readerFirst = reader) {
            // Closed by the block, in the reverse order, each one even when another fails.
        }
    }
}
