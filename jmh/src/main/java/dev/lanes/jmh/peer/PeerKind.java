package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.hnsw.RowStorage;
import dev.lanes.jmh.UsageException;
import dev.lanes.kernels.Encoding;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The libraries that can be measured, by the names that the command line has for them.
///
/// A new one, or a variant of one, is a constant here, an arm of the switch below and a [Peer] of
/// that name. USearch is not among them: neither Maven Central nor Debian has it.
public enum PeerKind {
    /// This project, as it comes.
    LANES("lanes"),
    /// This project, walking on float32 rows.
    LANES_FLOAT32("lanes-float32"),
    /// This project, walking on 4-bit codes.
    LANES_INT4("lanes-int4"),
    /// This project, walking on bits.
    LANES_BINARY("lanes-binary"),
    /// This project with 8-bit codes and nothing else.
    LANES_CODES("lanes-codes"),
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
                case LANES -> new LanesPeer(label, settings);
                case LANES_FLOAT32 -> lanes(settings, RowStorage.of(Encoding.FLOAT32));
                case LANES_INT4 -> lanes(settings, RowStorage.of(Encoding.INT4));
                case LANES_BINARY -> lanes(settings, RowStorage.of(Encoding.BINARY));
                case LANES_CODES -> lanes(settings, RowStorage.only(Encoding.INT8));
                case LUCENE -> new LucenePeer(settings);
                case HNSWLIB -> new HnswlibPeer(settings);
                case JVECTOR -> new JVectorPeer(settings);
                case JELMERK -> new JelmerkPeer(settings);
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException("%s: %s".formatted(label, e.getMessage()));
        }
    }

    private Peer lanes(HnswSettings settings, RowStorage storage) {
        return new LanesPeer(label, settings.withStorage(storage));
    }
}
