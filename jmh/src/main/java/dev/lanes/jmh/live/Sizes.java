package dev.lanes.jmh.live;

import static java.util.stream.Collectors.toSet;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.HnswSettings;
import dev.lanes.hnsw.RowStorage;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The memory of an index with and without rows in full precision, and how soon its file answers.
final class Sizes {
    private static final int OPENINGS = 11;

    private final LiveTask task;
    private final Progress progress;

    Sizes(LiveTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    List<LiveFigure> run() throws IOException {
        List<LiveFigure> figures = new ArrayList<>();
        int row = task.base().dimension() * Float.BYTES;
        List<Set<Long>> truth;
        try (HnswIndex index = build("index", task.settings())) {
            figures.add(bytes("bytes beyond the float row", index, row));
            figures.add(new LiveFigure("open to first hit, median", opening(index), "ms"));
            truth = task.queries().rows().stream().map(query -> exact(index, query)).toList();
            figures.add(new LiveFigure("recall", recall(index, truth), "share"));
        }
        // Without the rows there is nothing to compare with, so the truth is of the index above.
        HnswSettings codes = task.settings().withStorage(RowStorage.only(Encoding.INT8));
        try (HnswIndex index = build("index of codes only", codes)) {
            figures.add(bytes("bytes with codes only", index, 0));
            figures.add(new LiveFigure("recall with codes only", recall(index, truth), "share"));
        }
        return figures;
    }

    private Set<Long> exact(HnswIndex index, float[] query) {
        return index.searchExact(query, task.k()).stream().map(Hit::id).collect(toSet());
    }

    private double recall(HnswIndex index, List<Set<Long>> truth) {
        long right = 0;
        for (int i = 0; i < truth.size(); i++) {
            List<Hit> hits = index.search(task.queries().rows().get(i), task.k(), task.efSearch());
            right += hits.stream().map(Hit::id).filter(truth.get(i)::contains).count();
        }
        return right / ((double) truth.size() * task.k());
    }

    private LiveFigure bytes(String measure, HnswIndex index, int less) {
        return new LiveFigure(measure, index.bytes() / (double) index.size() - less, "bytes/row");
    }

    private HnswIndex build(String step, HnswSettings settings) {
        progress.start(step, "rows", task.base().size());
        HnswIndex index = HnswIndex.create(task.base().dimension(), settings);
        for (int id = 0; id < task.base().size(); id++) {
            index.add(id, task.base().rows().get(id));
            progress.done(id + 1);
        }
        return index;
    }

    /// The file was just written, so it is in the page cache; the first opening warms the JVM up.
    private double opening(HnswIndex index) throws IOException {
        Path file = Files.createTempFile("lanes-bench", ".hnsw");
        try {
            index.save(file);
            double[] millis = new double[OPENINGS];
            for (int i = 0; i < OPENINGS; i++) {
                long start = System.nanoTime();
                try (HnswIndex opened = HnswIndex.open(file)) {
                    opened.search(task.queries().rows().get(i), task.k(), task.efSearch());
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
            Arrays.sort(millis);
            return millis[OPENINGS / 2];
        } finally {
            Files.delete(file);
        }
    }
}
