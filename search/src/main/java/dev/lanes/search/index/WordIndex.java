package dev.lanes.search.index;

import dev.lanes.sparse.text.TextIndex;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextSearchSettings;
import dev.lanes.sparse.text.TextSettings;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The words of all text fields.
public final class WordIndex implements FieldIndex {
    private final Reopened<TextIndex> index;

    private WordIndex(Reopened<TextIndex> index) {
        this.index = index;
    }

    /// An index without texts.
    public static WordIndex create(TextSettings settings) {
        return new WordIndex(Reopened.of(TextIndex.create(settings)));
    }

    /// Maps a file that [#save] wrote.
    ///
    /// @throws IOException when it is damaged, as far as that shows without reading all of it, or
    ///   was made otherwise
    public static WordIndex open(Path file, TextSettings settings) throws IOException {
        TextIndex index = TextIndex.open(file);
        if (!index.settings().equals(settings)) {
            String found = index.settings().toString();
            index.close();
            throw new IOException("%s must have %s but has %s".formatted(file, settings, found));
        }
        return new WordIndex(Reopened.mapped(index, file, TextIndex::load));
    }

    /// Checks every byte of a file.
    public static void verify(Path file) throws IOException {
        TextIndex.verify(file);
    }

    /// Adds the texts of a document, unless it is there.
    public void add(long number, Map<String, String> texts) throws IOException {
        TextIndex changed = index.toChange();
        if (!changed.contains(number)) {
            changed.add(number, texts);
        }
    }

    /// The best documents.
    public List<Hit> search(TextQuery query, TextSearchSettings search) {
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
