package dev.lanes.hnsw;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes one index of the files of several: the largest one is read into memory, and the rows of
/// the others are added to it.
final class Merge {
    /// A file and the graph in it, mapped.
    private record Part(Path file, HnswFile content, Graph graph) {}

    private final OffHeap mappings;
    private final List<Part> parts = new ArrayList<>();

    private Merge(OffHeap mappings) {
        this.mappings = mappings;
    }

    static HnswIndex of(List<Path> files, BulkSettings settings) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must be at least 1 but were 0");
        }
        try (var mappings = OffHeap.forOwner("merge of HNSW indexes")) {
            var merge = new Merge(mappings);
            for (var file : files) {
                merge.open(file);
            }
            return merge.run(settings);
        }
    }

    private void open(Path file) throws IOException {
        var content = HnswFile.open(file, mappings);
        var graph = content.graph(mappings);
        if (!parts.isEmpty()) {
            requireSame(parts.getFirst(), file, graph);
        }
        parts.add(new Part(file, content, graph));
    }

    private static void requireSame(Part first, Path file, Graph graph) {
        var expected = first.graph.store().format();
        var found = graph.store().format();
        if (!expected.equals(found)) {
            throw new IllegalArgumentException(
                    "files must have one dimension and similarity but %s has %d and %s, %s %d and %s"
                            .formatted(
                                    first.file,
                                    expected.dimension(),
                                    expected.similarity(),
                                    file,
                                    found.dimension(),
                                    found.similarity()));
        }
    }

    private HnswIndex run(BulkSettings settings) throws IOException {
        var largest =
                parts.stream()
                        .max(Comparator.comparingInt(part -> part.graph.liveCount()))
                        .orElseThrow();
        var others = new ArrayList<Part>(parts);
        others.remove(largest);
        for (var part : others) {
            part.content.verify(mappings);
        }
        var index = HnswIndex.load(largest.file);
        try {
            requireDifferentIds(index, largest, others);
            index.addAll(() -> rows(others), settings);
            return index;
        } catch (RuntimeException | Error e) {
            index.close();
            throw e;
        }
    }

    private static void requireDifferentIds(HnswIndex index, Part largest, List<Part> others) {
        var owners = new OrdinalMap();
        for (int i = 0; i < others.size(); i++) {
            var graph = others.get(i).graph;
            var live = graph.live();
            for (int node = live.next(0); node < graph.size(); node = live.next(node + 1)) {
                long id = graph.nodes().id(node);
                int owner = owners.get(id);
                if (owner != OrdinalMap.ABSENT || index.contains(id)) {
                    throw new IllegalArgumentException(
                            "files must have different ids but %s and %s have %d"
                                    .formatted(
                                            owner == OrdinalMap.ABSENT
                                                    ? largest.file
                                                    : others.get(owner).file,
                                            others.get(i).file,
                                            id));
                }
                owners.put(id, i);
            }
        }
    }

    /// The live rows of some graphs, one after the other, each read when its turn comes.
    private static Iterator<Row> rows(List<Part> parts) {
        return parts.stream().flatMap(part -> rows(part.graph)).iterator();
    }

    private static Stream<Row> rows(Graph graph) {
        var live = graph.live();
        return IntStream.iterate(
                        live.next(0), node -> node < graph.size(), node -> live.next(node + 1))
                .mapToObj(node -> new Row(graph.nodes().id(node), graph.rows().best().row(node)));
    }
}
