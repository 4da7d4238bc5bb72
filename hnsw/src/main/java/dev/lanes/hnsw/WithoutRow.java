package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The links of a graph as if one of its rows had never been added. Every list that leads to the
/// row has in that place the link that the heuristic would have taken instead: of the row's own
/// neighbours the one closest to the list's node that no other link of the list shields from it, if
/// one of the two would have chosen the other among its first m.
///
/// Merely passing over the row makes it look harder to find than a query that was never in the
/// index, because the lists around it have given other links up for it. For one thread.
final class WithoutRow implements LinkSource {
    private static final int NONE = -1;

    private final Graph graph;
    private final Scorer scorer;
    private final int[] neighbours;
    private final float[] closeness;
    private final float[] own;
    private final float[] shields;
    private final int[] further;
    private final float[] furtherRaws;

    /// By the row that is left out, then by the node whose list it is: a row is left out again with
    /// every other width of the beam.
    private final Map<Integer, Map<Integer, Integer>> known = new HashMap<>();

    private Map<Integer, Integer> substitutes = Map.of();
    private int row = NONE;
    private int neighbourCount;

    WithoutRow(Graph graph, StoredRows rows) {
        int degree = graph.degree(0);
        this.graph = graph;
        this.scorer = rows.linked().scorer();
        this.neighbours = new int[degree];
        this.closeness = new float[degree];
        this.own = new float[degree];
        this.shields = new float[degree];
        this.further = new int[degree];
        this.furtherRaws = new float[degree];
    }

    /// Leaves a row out from now on.
    ///
    /// @param ordinal of a row that is on level 0 only
    void leaveOut(int ordinal) {
        row = ordinal;
        substitutes = known.computeIfAbsent(ordinal, _ -> new HashMap<>());
        scorer.prepare(ordinal);
        int count = graph.links(ordinal, 0, neighbours);
        neighbourCount = 0;
        for (int i = 0; i < count; i++) {
            if (isThere(neighbours[i])) {
                neighbours[neighbourCount++] = neighbours[i];
            }
        }
    }

    /// Not added since, nor damage in a file that nobody verified.
    private boolean isThere(int ordinal) {
        return Integer.compareUnsigned(ordinal, scorer.size()) < 0;
    }

    @Override
    public int degree(int level) {
        return graph.degree(level);
    }

    @Override
    public int links(int ordinal, int level, int[] links) {
        int count = graph.links(ordinal, level, links);
        for (int i = 0; i < count; i++) {
            if (links[i] == row) {
                return replace(ordinal, links, i, count);
            }
        }
        return count;
    }

    private int replace(int node, int[] links, int at, int count) {
        links[at] = links[count - 1];
        int others = count - 1;
        int substitute = substitutes.computeIfAbsent(node, _ -> choose(node, links, others));
        if (substitute == NONE) {
            return others;
        }
        links[others] = substitute;
        return count;
    }

    private int choose(int node, int[] links, int count) {
        scorer.prepare(node);
        if (!Arrays.stream(links, 0, count).allMatch(this::isThere)) {
            return NONE;
        }
        scorer.score(links, count, own);
        scorer.score(neighbours, neighbourCount, closeness);
        sort();
        for (int i = 0; i < neighbourCount; i++) {
            int candidate = neighbours[i];
            if (candidate != node
                    && Arrays.stream(links, 0, count).noneMatch(link -> link == candidate)
                    && !isShielded(candidate, closeness[i], links, count)
                    && areLikelyLinked(candidate, closeness[i], count)) {
                return candidate;
            }
        }
        return NONE;
    }

    /// The neighbours, closest first.
    private void sort() {
        for (int i = 1; i < neighbourCount; i++) {
            int neighbour = neighbours[i];
            float raw = closeness[i];
            int at = i;
            for (; at > 0 && closeness[at - 1] < raw; at--) {
                neighbours[at] = neighbours[at - 1];
                closeness[at] = closeness[at - 1];
            }
            neighbours[at] = neighbour;
            closeness[at] = raw;
        }
    }

    /// Whether a link that is closer to the node is closer to the candidate than the node is.
    private boolean isShielded(int candidate, float raw, int[] links, int count) {
        scorer.prepare(candidate);
        scorer.score(links, count, shields);
        for (int i = 0; i < count; i++) {
            if (own[i] > raw && shields[i] > raw) {
                return true;
            }
        }
        return false;
    }

    /// Whether the node has fewer than m links that are closer than the candidate, or the candidate
    /// fewer that are closer than the node: only so many does a row choose when it is added. The
    /// scorer is prepared with the candidate.
    private boolean areLikelyLinked(int candidate, float raw, int count) {
        int m = graph.settings().m();
        if (closer(own, count, raw) < m) {
            return true;
        }
        int listed = graph.links(candidate, 0, further);
        int others = 0;
        for (int i = 0; i < listed; i++) {
            if (further[i] != row && isThere(further[i])) {
                further[others++] = further[i];
            }
        }
        scorer.score(further, others, furtherRaws);
        return closer(furtherRaws, others, raw) < m;
    }

    private static int closer(float[] raws, int count, float than) {
        int closer = 0;
        for (int i = 0; i < count; i++) {
            closer += raws[i] > than ? 1 : 0;
        }
        return closer;
    }
}
