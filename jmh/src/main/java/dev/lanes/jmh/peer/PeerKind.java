package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The libraries that can be measured.
public enum PeerKind {
    /// This project.
    LANES,
    /// Apache Lucene.
    LUCENE;

    /// The kind with a given name.
    ///
    /// @param name in any case
    /// @throws UsageException when there is none; the message lists those that exist
    public static PeerKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "a peer must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    /// The names of all kinds, separated by commas.
    public static String names() {
        return Arrays.stream(values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /// An empty index of this kind.
    ///
    /// @param settings of the graph; a library without a seed ignores that one
    /// @throws UsageException when the library does not take these settings
    public Peer create(HnswSettings settings) {
        try {
            return switch (this) {
                case LANES -> new LanesPeer(settings);
                case LUCENE -> new LucenePeer(settings);
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "%s: %s".formatted(name().toLowerCase(Locale.ROOT), e.getMessage()));
        }
    }
}
