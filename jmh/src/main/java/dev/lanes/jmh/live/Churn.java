package dev.lanes.jmh.live;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.List;

/// Replaces nine rows of ten, in ten rounds, and compares the index with a fresh one of the same
/// rows: once where each round touches all of the graph, once the oldest rows first.
final class Churn {
    private static final int ROUNDS = 10;
    private static final double REPLACED = .9;

    private final LiveTask task;
    private final Progress progress;
    private final int rows;
    private final int replaced;

    Churn(LiveTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
        this.rows = task.base().size() / 2;
        this.replaced = (int) (REPLACED * rows);
    }

    List<LiveFigure> run() {
        List<LiveFigure> figures = new ArrayList<>();
        double fresh;
        try (HnswIndex index = HnswIndex.create(task.base().dimension(), task.settings())) {
            fill("fresh index", index, true);
            fresh = recall(index);
        }
        figures.add(new LiveFigure("recall of a fresh index", fresh, "share"));
        figures.addAll(churn("churn", ROUNDS));
        figures.addAll(churn("churn, oldest first", 1));
        return figures;
    }

    /// @param stride how far the rows that are replaced after each other are apart
    private List<LiveFigure> churn(String name, int stride) {
        try (HnswIndex index = HnswIndex.create(task.base().dimension(), task.settings())) {
            fill("index for " + name, index, false);
            double seconds = replace(name, index, stride);
            return List.of(
                    new LiveFigure("recall after " + name, recall(index), "share"),
                    new LiveFigure("unreachable after " + name, index.unreachable(), "rows"),
                    new LiveFigure("upserts, " + name, replaced / seconds, "rows/s"));
        }
    }

    private void fill(String step, HnswIndex index, boolean last) {
        progress.start(step, "rows", rows);
        for (int id = 0; id < rows; id++) {
            index.add(id, last && id < replaced ? successor(id) : task.base().rows().get(id));
            progress.done(id + 1);
        }
    }

    private float[] successor(int id) {
        return task.base().rows().get(rows + id);
    }

    private double replace(String name, HnswIndex index, int stride) {
        progress.start(name, "rows", replaced);
        long start = System.nanoTime();
        int done = 0;
        for (int first = 0; first < stride; first++) {
            for (int id = first; id < replaced; id += stride) {
                index.upsert(id, successor(id));
                progress.done(++done);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double recall(HnswIndex index) {
        long right = 0;
        for (float[] query : task.queries().rows()) {
            List<Hit> truth = index.searchExact(query, task.k());
            double floor = truth.getLast().score();
            right +=
                    index.search(query, task.k(), task.efSearch()).stream()
                            .filter(hit -> hit.score() >= floor)
                            .count();
        }
        return right / ((double) task.queries().size() * task.k());
    }
}
