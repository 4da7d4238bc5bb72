package dev.lanes.jmh.bm25;

import dev.lanes.jmh.Choice;
import dev.lanes.jmh.UsageException;
import java.util.List;
import java.util.Locale;

/// The libraries that rank by BM25.
public enum Bm25PeerKind {
    /// This project.
    LANES,
    /// Apache Lucene.
    LUCENE;

    /// Empty indexes.
    ///
    /// @param names of kinds, in any case; one given twice counts once
    /// @throws UsageException when there is no such kind; the message lists those that exist
    public static List<Bm25Peer> open(List<String> names) {
        return names.stream().map(Bm25PeerKind::named).distinct().map(Bm25PeerKind::open).toList();
    }

    private static Bm25PeerKind named(String name) {
        return new Choice<>("a peer", List.of(values()), Bm25PeerKind::label).named(name);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Bm25Peer open() {
        return switch (this) {
            case LANES -> new LanesBm25Peer();
            case LUCENE -> new LuceneBm25Peer();
        };
    }
}
