package dev.lanes.hnsw;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OrdinalMap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// The laws of a graph: lists of links where they should be, no link to nowhere, to the node
/// itself, twice, or to a node that is not on that level, no id twice, every live node reachable on
/// level 0.
final class GraphCheck {
    private final Graph graph;
    private final Graph.Entry entry;
    private final int size;
    private final Bits live;
    private final int liveCount;
    private final int[] links;

    GraphCheck(Graph graph) {
        this.graph = graph;
        // The entry first: while rows are added, it is then among those that are counted.
        this.entry = graph.entry();
        this.size = graph.size();
        // A copy: while rows are added, those that come to life later are not counted.
        var words =
                graph.live().words().asSlice(0, Bits.bytes(Math.min(size, graph.live().length())));
        var copy = MemorySegment.ofArray(words.toArray(ValueLayout.JAVA_LONG));
        this.live = Bits.over(copy, (int) Math.min(size, copy.byteSize() * Byte.SIZE));
        this.liveCount = live.count();
        this.links = new int[graph.degree(0)];
    }

    /// What is wrong, if anything.
    Optional<String> problem() {
        return IntStream.range(0, size)
                .mapToObj(this::nodeProblem)
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::graphProblem);
    }

    private Optional<String> graphProblem() {
        var ids = new OrdinalMap();
        for (int node = live.next(0); node < live.length(); node = live.next(node + 1)) {
            long id = graph.nodes().id(node);
            if (ids.get(id) != OrdinalMap.ABSENT) {
                return Optional.of(
                        "rows must have different ids but %d and %d have %d"
                                .formatted(ids.get(id), node, id));
            }
            ids.put(id, node);
        }
        if (liveCount > 0 && entry.equals(Graph.EMPTY)) {
            return Optional.of("a graph with rows must have an entry");
        }
        if (liveCount > 0 && graph.nodes().level(entry.ordinal()) != entry.level()) {
            return Optional.of("the entry must be on level %d".formatted(entry.level()));
        }
        int unreachable = unreachable();
        return unreachable == 0
                ? Optional.empty()
                : Optional.of("every row must be reachable but %d are not".formatted(unreachable));
    }

    private Optional<String> nodeProblem(int ordinal) {
        int level = graph.nodes().level(ordinal);
        // A dead node may be on a level that no live one is on any more.
        int most = live.get(ordinal) ? entry.level() : Levels.MAX;
        if (level < 0 || level > most) {
            return Optional.of(
                    "row %d must be on a level in 0..%d but is on %d"
                            .formatted(ordinal, most, level));
        }
        if (level > 0 && !hasLists(graph.nodes().upperSlot(ordinal), level)) {
            return Optional.of("the upper links of row %d lie outside".formatted(ordinal));
        }
        return IntStream.rangeClosed(0, level)
                .filter(l -> !linksHold(ordinal, l))
                .mapToObj(l ->
                        "row %d must have distinct links to other rows on level %d but has %s"
                                .formatted(ordinal, l, list(ordinal, l)))
                .findFirst();
    }

    private boolean hasLists(int slot, int level) {
        return slot >= 0 && slot <= graph.upperLists() - level;
    }

    private boolean linksHold(int ordinal, int level) {
        int count = graph.links(ordinal, level, links);
        return Arrays.stream(links, 0, count)
                        .filter(link -> link >= 0 && link < size && link != ordinal)
                        .filter(link -> graph.nodes().level(link) >= level)
                        .distinct()
                        .count()
                == count;
    }

    private String list(int ordinal, int level) {
        int count = graph.links(ordinal, level, links);
        return Arrays.toString(Arrays.copyOf(links, count));
    }

    /// How many live nodes no path on level 0 reaches from the entry.
    int unreachable() {
        if (entry.equals(Graph.EMPTY)) {
            return liveCount;
        }
        var seen = new VisitedMarks();
        seen.reset(size);
        var queue = new int[size];
        int end = 0;
        int reached = 0;
        queue[end++] = entry.ordinal();
        seen.mark(queue[0]);
        for (int i = 0; i < end; i++) {
            reached += live.get(queue[i]) ? 1 : 0;
            int count = graph.links(queue[i], 0, links);
            for (int j = 0; j < count; j++) {
                if (Integer.compareUnsigned(links[j], size) < 0 && seen.mark(links[j])) {
                    queue[end++] = links[j];
                }
            }
        }
        return liveCount - reached;
    }
}
