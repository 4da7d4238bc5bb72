package dev.lanes.jmh.sparse;

import dev.lanes.jmh.Choice;
import dev.lanes.jmh.UsageException;
import dev.lanes.sparse.RowStorage;
import dev.lanes.sparse.SeismicSettings;
import dev.lanes.sparse.SeismicSettings.Build;
import dev.lanes.sparse.SparseSettings;
import dev.lanes.sparse.WeightEncoding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The libraries that search sparse rows, and the ways to use them.
public enum SparsePeerKind {
    /// This project, as it comes.
    LANES("lanes"),
    /// This project with 32-bit weights.
    LANES_FLOAT32("lanes-float32"),
    /// Apache Lucene, leaving documents out from the first hit on.
    LUCENE(LuceneMode.PRUNED.label()),
    /// Apache Lucene with what OpenSearch tells it.
    LUCENE_OPENSEARCH(LuceneMode.OPENSEARCH.label()),
    /// Apache Lucene, scoring every document that has a term.
    LUCENE_EXHAUSTIVE(LuceneMode.EXHAUSTIVE.label());

    private final String label;

    SparsePeerKind(String label) {
        this.label = label;
    }

    /// Opens the indexes that some kinds need; those of Lucene share one.
    ///
    /// @param names of kinds, in any case; one given twice counts once
    /// @param algorithms how an index of ours is searched, by name
    /// @param seismic how rows are clustered where one of them is Seismic
    /// @param storages how ours store rows, an index for each
    /// @throws UsageException when there is no such kind or algorithm; the message lists those that
    ///   exist
    public static List<SparsePeer> open(
            List<String> names,
            List<String> algorithms,
            SeismicSettings seismic,
            List<RowStorage> storages) {
        List<LanesAlgorithm> ours =
                algorithms.stream().map(LanesAlgorithm::named).distinct().toList();
        SparseSettings settings =
                ours.stream().anyMatch(LanesAlgorithm::isSeismic)
                        ? SparseSettings.of().withSeismic(seismic.withBuild(Build.AT_SEALING))
                        : SparseSettings.of();
        Set<SparsePeerKind> kinds = EnumSet.noneOf(SparsePeerKind.class);
        names.forEach(name -> kinds.add(named(name)));
        List<SparsePeer> peers = new ArrayList<>();
        List<LuceneMode> modes = new ArrayList<>();
        for (SparsePeerKind kind : kinds) {
            switch (kind) {
                case LANES -> peers.addAll(kind.lanes(settings, ours, storages));
                case LANES_FLOAT32 ->
                        peers.addAll(
                                kind.lanes(
                                        settings.withWeights(WeightEncoding.FLOAT32),
                                        ours,
                                        storages));
                case LUCENE -> modes.add(LuceneMode.PRUNED);
                case LUCENE_OPENSEARCH -> modes.add(LuceneMode.OPENSEARCH);
                case LUCENE_EXHAUSTIVE -> modes.add(LuceneMode.EXHAUSTIVE);
            }
        }
        if (!modes.isEmpty()) {
            peers.add(new LuceneSparsePeer(modes));
        }
        return peers;
    }

    private List<SparsePeer> lanes(
            SparseSettings settings, List<LanesAlgorithm> algorithms, List<RowStorage> storages) {
        return storages.stream()
                .distinct()
                .<SparsePeer>map(storage ->
                        new LanesSparsePeer(
                                storage == RowStorage.PLAIN ? label : label + suffix(storage),
                                settings.withStorage(storage),
                                algorithms))
                .toList();
    }

    private static String suffix(RowStorage storage) {
        return "-" + storage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SparsePeerKind named(String name) {
        return new Choice<>("a peer", List.of(values()), (SparsePeerKind kind) -> kind.label)
                .named(name);
    }
}
