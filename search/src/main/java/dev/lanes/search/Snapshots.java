package dev.lanes.search;

import dev.lanes.search.index.FieldIndex;
import dev.lanes.search.store.Counters;
import dev.lanes.search.store.Snapshot;
import dev.lanes.search.store.Writing;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes indexes to files, so that opening need not make them again. For one thread at a time.
final class Snapshots {
    private final CollectionState state;

    Snapshots(CollectionState state) {
        this.state = state;
    }

    /// Writes every index that has changed since it was written. Changes and searches go on
    /// meanwhile.
    void save() throws IOException {
        Map<Integer, Snapshot> known = new HashMap<>();
        state.database()
                .reading(reading -> reading.snapshots())
                .forEach(snapshot -> known.put(snapshot.table(), snapshot));
        for (int table : Indexes.tables(state.catalog())) {
            save(table, known.get(table));
        }
        forget();
    }

    private void save(int table, Snapshot before) throws IOException {
        Indexes.Mark mark;
        FieldIndex index;
        state.changing().lock();
        try {
            if (state.indexes().isSaved(table)) {
                return;
            }
            mark = state.indexes().mark(table);
            index = state.indexes().index(table);
            if (before != null && state.indexes().isUnchanged(table)) {
                note(before.at(mark.nextRow(), mark.deletions()));
                return;
            }
        } finally {
            state.changing().unlock();
        }
        index.awaitLinked(mark.nextRow());
        String name = state.files().newName(table, mark);
        try {
            index.save(state.files().path(name));
            long fingerprint = IndexFiles.fingerprint(state.files().path(name));
            note(new Snapshot(table, name, fingerprint, mark.nextRow(), mark.deletions()));
        } catch (IOException | RuntimeException e) {
            IndexFiles.discard(state.files().path(name));
            throw e;
        }
        if (before != null) {
            IndexFiles.discard(state.files().path(before.file()));
        }
    }

    private void note(Snapshot snapshot) throws IOException {
        state.changing().lock();
        try (Writing writing = state.database().write()) {
            writing.snapshot(snapshot);
            writing.commit();
            state.indexes()
                    .saved(
                            snapshot.table(),
                            new Indexes.Mark(snapshot.nextRow(), snapshot.deletions()));
        } finally {
            state.changing().unlock();
        }
    }

    /// Forgets deletions that every file knows of.
    private void forget() throws IOException {
        List<Snapshot> snapshots = state.database().reading(reading -> reading.snapshots());
        long known = snapshots.stream().mapToLong(Snapshot::deletions).min().orElse(Long.MAX_VALUE);
        state.changing().lock();
        try (Writing writing = state.database().write()) {
            Counters counters = writing.reading().counters();
            long all = Math.min(known, counters.deletions());
            if (all > counters.forgotten()) {
                writing.forgetDeletions(all);
                writing.commit();
            }
        } finally {
            state.changing().unlock();
        }
    }
}
