package dev.lanes.jmh.sparse;

import dev.lanes.jmh.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The libraries that search sparse rows, and the ways to use them.
public enum SparsePeerKind {
    /// Apache Lucene, leaving documents out from the first hit on.
    LUCENE(LuceneMode.PRUNED),
    /// Apache Lucene with what OpenSearch tells it.
    LUCENE_OPENSEARCH(LuceneMode.OPENSEARCH),
    /// Apache Lucene, scoring every document that has a term.
    LUCENE_EXHAUSTIVE(LuceneMode.EXHAUSTIVE);

    private final Optional<LuceneMode> lucene;

    SparsePeerKind(LuceneMode lucene) {
        this.lucene = Optional.of(lucene);
    }

    /// Its name.
    public String label() {
        return lucene.map(LuceneMode::label).orElseThrow();
    }

    /// Opens the indexes that some kinds need; those of one library share one.
    ///
    /// @param names of kinds, in any case; one given twice counts once
    /// @throws UsageException when there is no such kind; the message lists those that exist
    public static List<SparsePeer> open(List<String> names) {
        Set<SparsePeerKind> kinds = EnumSet.noneOf(SparsePeerKind.class);
        names.forEach(name -> kinds.add(named(name)));
        List<SparsePeer> peers = new ArrayList<>();
        List<LuceneMode> modes = kinds.stream().flatMap(kind -> kind.lucene.stream()).toList();
        if (!modes.isEmpty()) {
            peers.add(new LuceneSparsePeer(modes));
        }
        return peers;
    }

    private static SparsePeerKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "a peer must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    private static String names() {
        return Arrays.stream(values()).map(SparsePeerKind::label).collect(Collectors.joining(", "));
    }
}
