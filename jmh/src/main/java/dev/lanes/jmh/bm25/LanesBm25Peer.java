package dev.lanes.jmh.bm25;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.jmh.bm25.Bm25Task.Bm25Settings;
import dev.lanes.sparse.text.TextIndex;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextSearchSettings;
import dev.lanes.sparse.text.TextSettings;
import dev.lanes.vector.Hit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/// This project's own index, in memory, one segment.
final class LanesBm25Peer implements Bm25Peer {
    private static final String FIELD = "text";

    private TextIndex index;

    @Override
    public String library() {
        return "lanes";
    }

    @Override
    public String version() {
        return LanesVersion.VALUE;
    }

    @Override
    public void build(List<List<String>> documents, Bm25Settings settings, IntConsumer progress) {
        index = TextIndex.create(TextSettings.of(FIELD).withBm25(settings.k1(), settings.b()));
        for (int row = 0; row < documents.size(); row++) {
            index.addTerms(row, Map.of(FIELD, documents.get(row)));
            progress.accept(row + 1);
        }
        index.compact();
    }

    @Override
    public List<Hit> search(List<String> query, int k) {
        return index.search(
                new TextQuery.Terms(query, Optional.of(FIELD)), TextSearchSettings.of(k));
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
    }
}
