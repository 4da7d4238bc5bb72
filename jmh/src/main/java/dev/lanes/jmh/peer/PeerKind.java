package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.UsageException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The libraries that can be measured, by the names that the command line has for them.
///
/// A new one, or a variant of one, is a constant here, an arm of the switch below and a [Peer] of
/// that name. USearch is not among them: neither Maven Central nor Debian has it.
public enum PeerKind {
    /// This project.
    LANES("lanes"),
    /// Apache Lucene.
    LUCENE("lucene"),
    /// hnswlib in C++, compiled here.
    HNSWLIB("hnswlib"),
    /// JVector.
    JVECTOR("jvector"),
    /// hnswlib-core, in Java.
    JELMERK("jelmerk");

    private final String label;

    PeerKind(String label) {
        this.label = label;
    }

    /// The kind with a given name.
    ///
    /// @param name in any case
    /// @throws UsageException when there is none; the message lists those that exist
    public static PeerKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "a peer must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    /// The names of all kinds, separated by commas.
    public static String names() {
        return Arrays.stream(values()).map(PeerKind::label).collect(Collectors.joining(", "));
    }

    /// Its name, which is what [Peer#library()] of its indexes says.
    public String label() {
        return label;
    }

    /// An empty index of this kind.
    ///
    /// @param settings of the graph; a library without a seed ignores that one
    /// @throws UsageException when the library does not take these settings, or is not to be had on
    ///   this machine
    public Peer create(HnswSettings settings) {
        try {
            return switch (this) {
                case LANES -> new LanesPeer(settings);
                case LUCENE -> new LucenePeer(settings);
                case HNSWLIB -> new HnswlibPeer(settings);
                case JVECTOR -> new JVectorPeer(settings);
                case JELMERK -> new JelmerkPeer(settings);
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException("%s: %s".formatted(label, e.getMessage()));
        }
    }
}
