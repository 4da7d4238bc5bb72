package dev.lanes.hnsw;

import dev.lanes.vector.Similarity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Proposes settings and efSearch for rows and a goal: builds an index of a sample of the rows with
/// each settings of a grid, and measures recall, time and memory.
///
/// Larger indexes need a wider beam than a sample; the order of the candidates changes less. For
/// one thread at a time, and best alone on the machine, because it measures time.
public final class HnswTuner {
    /// Hears of each candidate as soon as it is measured.
    public interface Listener {
        /// A candidate was measured.
        ///
        /// @param candidate what was measured
        /// @param done how many settings were tried so far
        /// @param all how many the grid has
        void measured(TuningCandidate candidate, int done, int all);
    }

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(10);

    private final Similarity similarity;
    private final TuningGoal goal;
    private final TuningGrid grid;
    private final Duration limit;
    private final Listener listener;

    private HnswTuner(
            Similarity similarity,
            TuningGoal goal,
            TuningGrid grid,
            Duration limit,
            Listener listener) {
        this.similarity = Objects.requireNonNull(similarity, "similarity");
        this.goal = Objects.requireNonNull(goal, "goal");
        this.grid = Objects.requireNonNull(grid, "grid");
        this.limit = Objects.requireNonNull(limit, "limit");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /// A tuner with the usual grid, for ten minutes at most.
    ///
    /// @param similarity how rows are compared
    /// @param goal what the index is to do
    /// @return a tuner to go on from
    public static HnswTuner of(Similarity similarity, TuningGoal goal) {
        return new HnswTuner(similarity, goal, TuningGrid.usual(), USUAL_LIMIT, (_, _, _) -> {});
    }

    /// The same with another grid.
    ///
    /// @param other the settings to try
    /// @return a new tuner
    public HnswTuner withGrid(TuningGrid other) {
        return new HnswTuner(similarity, goal, other, limit, listener);
    }

    /// The same with another limit.
    ///
    /// @param most no index is begun after that time; the first one always is
    /// @return a new tuner
    public HnswTuner withLimit(Duration most) {
        return new HnswTuner(similarity, goal, grid, most, listener);
    }

    /// The same with somebody who hears of each candidate.
    ///
    /// @param other is called by the thread that tunes
    /// @return a new tuner
    public HnswTuner withListener(Listener other) {
        return new HnswTuner(similarity, goal, grid, limit, other);
    }

    /// Tries settings. An interrupted thread tries no more of them and stays interrupted.
    ///
    /// @param rows a sample of the rows, at least 2k
    /// @param queries what will be searched for, none of it among the rows; at least one
    /// @return what was measured: first what meets the goal, the fastest first, then the rest, the
    ///   highest recall first
    /// @throws IllegalArgumentException when there are too few rows or queries, or one has another
    ///   dimension or a value that is NaN or infinite
    public List<TuningCandidate> tune(List<float[]> rows, List<float[]> queries) {
        if (rows.size() < 2L * goal.k()) {
            throw new IllegalArgumentException(
                    "rows must be at least 2k = %d but were %d"
                            .formatted(2L * goal.k(), rows.size()));
        }
        if (queries.isEmpty()) {
            throw new IllegalArgumentException("queries must be at least 1 but were 0");
        }
        var all = grid.settings(similarity);
        var candidates = new ArrayList<TuningCandidate>();
        try (var truth = new TuningTruth(similarity, rows, queries, goal.k())) {
            measure(rows, truth, all, candidates);
        }
        candidates.sort(this::compare);
        return List.copyOf(candidates);
    }

    private int compare(TuningCandidate one, TuningCandidate other) {
        boolean isMet = goal.isMetBy(one);
        if (isMet != goal.isMetBy(other)) {
            return isMet ? -1 : 1;
        }
        return isMet
                ? Double.compare(one.microseconds(), other.microseconds())
                : Double.compare(other.recall(), one.recall());
    }

    private void measure(
            List<float[]> rows,
            TuningTruth truth,
            List<HnswSettings> all,
            List<TuningCandidate> candidates) {
        long start = System.nanoTime();
        for (var settings : all) {
            boolean isLate = System.nanoTime() - start > limit.toNanos();
            if (!candidates.isEmpty() && (isLate || Thread.currentThread().isInterrupted())) {
                break;
            }
            candidates.add(candidate(settings, rows, truth));
            listener.measured(candidates.getLast(), candidates.size(), all.size());
        }
    }

    private TuningCandidate candidate(
            HnswSettings settings, List<float[]> rows, TuningTruth truth) {
        try (var index = HnswIndex.create(rows.getFirst().length, settings)) {
            long start = System.nanoTime();
            for (int i = 0; i < rows.size(); i++) {
                index.add(i, rows.get(i));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            int efSearch = truth.efSearch(index, goal.recall());
            var memory = MemoryEstimate.of(rows.size(), index.dimension(), settings);
            return new TuningCandidate(
                    settings,
                    efSearch,
                    truth.recall(index, efSearch),
                    truth.microseconds(index, efSearch),
                    (double) memory.bytes() / rows.size(),
                    seconds);
        }
    }
}
