package dev.lanes.jmh.sparse;

import dev.lanes.jmh.UsageException;
import dev.lanes.sparse.Algorithm;
import dev.lanes.sparse.SeismicSearch;
import dev.lanes.sparse.SparseSearchSettings;
import dev.lanes.sparse.TwoPhase;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A way to search this project's index, by a name for the command line.
///
/// @param label the name
/// @param settings for any k
record LanesAlgorithm(String label, SparseSearchSettings settings) {
    private static Stream<LanesAlgorithm> all() {
        SparseSearchSettings any = SparseSearchSettings.of(1);
        return Stream.concat(
                Arrays.stream(Algorithm.values())
                        .map(algorithm ->
                                new LanesAlgorithm(label(algorithm), any.withAlgorithm(algorithm))),
                Stream.of(new LanesAlgorithm("two-phase", any.withTwoPhase(TwoPhase.of()))));
    }

    private static String label(Algorithm algorithm) {
        return algorithm == Algorithm.AUTO
                ? "exact"
                : algorithm.name().replace("_", "").toLowerCase(Locale.ROOT);
    }

    /// One by its name, in any case: "exact" is the algorithm that the planner chooses.
    ///
    /// @throws UsageException when there is none; the message lists those that exist
    static LanesAlgorithm named(String name) {
        return all().filter(known -> known.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "an algorithm must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    private static String names() {
        return all().map(LanesAlgorithm::label).collect(Collectors.joining(", "));
    }

    boolean isSeismic() {
        return settings.algorithm() == Algorithm.SEISMIC;
    }

    /// The same with a depth that was found for a recall.
    LanesAlgorithm tuned(double recall, SeismicSearch depth) {
        return new LanesAlgorithm(
                "%s@%s cut %d factor %s".formatted(label, recall, depth.cut(), depth.heapFactor()),
                settings.withSeismic(depth));
    }
}
