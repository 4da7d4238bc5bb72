package dev.lanes.search;

import dev.lanes.hnsw.HnswFiles;
import dev.lanes.hnsw.HnswIndex;
import dev.lanes.search.store.DatabaseReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The graph beside the database. It can always be made again, so nothing that is wrong with its
/// file is an error.
final class IndexFile {
    static final String NAME = "vectors.hnsw";

    private static final System.Logger LOG = System.getLogger(IndexFile.class.getName());

    private IndexFile() {}

    /// Opens the file, or rebuilds it when it is missing, damaged or made from other vectors.
    ///
    /// @throws IOException when the database that it would be rebuilt from cannot be read
    static HnswIndex open(Path directory, DatabaseReader database, CollectionState state)
            throws IOException {
        Path file = directory.resolve(NAME);
        String reason;
        try {
            HnswFiles.verify(file);
            HnswIndex index = HnswIndex.open(file);
            if (belongsTo(state, index)) {
                return index;
            }
            index.close();
            reason = "it was made from other vectors";
        } catch (NoSuchFileException e) {
            reason = "it is missing";
        } catch (IOException e) {
            reason = e.getMessage();
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "rebuilding the index {0} from the database: {1}",
                file,
                reason);
        HnswIndex rebuilt = build(database, state, IndexingProgress.NONE);
        try {
            rebuilt.save(file);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the rebuilt index cannot be saved and will be rebuilt again next time: {0}",
                    e.getMessage());
        }
        return rebuilt;
    }

    /// Builds the graph from the vectors of the database.
    static HnswIndex build(
            DatabaseReader database, CollectionState state, IndexingProgress progress)
            throws IOException {
        HnswIndex index = HnswIndex.create(state.dimension(), state.graph());
        try {
            database.vectors(
                    state.dimension(),
                    state.documents(),
                    (row, vector) -> {
                        index.add(row, vector);
                        progress.linked(index.size(), state.documents());
                    });
            return index;
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private static boolean belongsTo(CollectionState state, HnswIndex index) {
        return index.dimension() == state.dimension()
                && index.size() == state.documents()
                && index.settings().equals(state.graph());
    }
}
