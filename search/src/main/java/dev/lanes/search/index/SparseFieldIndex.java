package dev.lanes.search.index;

import dev.lanes.sparse.SparseIndex;
import dev.lanes.sparse.SparseResult;
import dev.lanes.sparse.SparseSearchSettings;
import dev.lanes.sparse.SparseSettings;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;

/// Sparse rows.
public final class SparseFieldIndex implements FieldIndex {
    private final Reopened<SparseIndex> index;

    private SparseFieldIndex(Reopened<SparseIndex> index) {
        this.index = index;
    }

    /// An index without rows.
    public static SparseFieldIndex create() {
        return new SparseFieldIndex(Reopened.of(SparseIndex.create(SparseSettings.of())));
    }

    /// Maps a file that [#save] wrote.
    public static SparseFieldIndex open(Path file) throws IOException {
        return new SparseFieldIndex(
                Reopened.mapped(SparseIndex.open(file), file, SparseIndex::load));
    }

    /// Checks every byte of a file.
    public static void verify(Path file) throws IOException {
        SparseIndex.verify(file);
    }

    /// Adds a row, unless it is there.
    public void add(long number, SparseVector row) throws IOException {
        SparseIndex changed = index.toChange();
        if (!changed.contains(number)) {
            changed.add(number, row);
        }
    }

    /// The best rows.
    public SparseResult search(SparseVector query, SparseSearchSettings search) {
        return index.get().search(query, search);
    }

    @Override
    public void delete(long number) throws IOException {
        index.toChange().delete(number);
    }

    @Override
    public boolean isSaved() {
        return index.isMapped();
    }

    @Override
    public void save(Path file) throws IOException {
        index.get().save(file);
    }

    @Override
    public void compact() throws IOException {
        index.toChange().compact();
    }

    @Override
    public long[] numbers() {
        return index.get().ids();
    }

    @Override
    public long size() {
        return index.get().size();
    }

    @Override
    public long bytes() {
        return index.get().bytes();
    }

    @Override
    public void close() {
        index.close();
    }
}
