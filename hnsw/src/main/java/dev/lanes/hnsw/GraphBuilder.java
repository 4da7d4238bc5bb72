package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Links new nodes into a graph: the paper's Algorithm 1. One thread at a time; searches go on
/// meanwhile, because a node is published only when its own links on all levels are written: first
/// by links to it from level 0 upwards, then, if it is higher than all others, as the entry.
final class GraphBuilder {
    private final Graph graph;
    private final Scorer scorer;
    private final GraphWalk walk;
    private final Neighbours neighbours;
    private final Candidates candidates = new Candidates();
    private final GroundLinks groundLinks = new GroundLinks();
    private final int[] links;
    private final float[] raws;

    GraphBuilder(Graph graph) {
        this.graph = graph;
        this.scorer = graph.matrix().scorer();
        this.walk = new GraphWalk(graph, scorer);
        int degree = graph.degree(0);
        this.neighbours = new Neighbours(graph.matrix(), degree);
        this.links = new int[degree + 1];
        this.raws = new float[degree + 1];
    }

    /// Adds a row and links it. What may fail, because the vector is bad or there is no memory,
    /// comes before the row is added; then the graph is what it was.
    ///
    /// @return the row's ordinal
    int insert(long id, float[] vector) {
        scorer.prepare(vector);
        int level = Levels.draw(graph.settings(), graph.matrix().size());
        var entry = graph.entry();
        int ordinal = graph.makeNode(id, level);
        groundLinks.reserve(ordinal);
        if (ordinal == 0) {
            graph.addRow(vector, level);
        } else {
            var chosen = chooseLinks(ordinal, Math.min(level, entry.level()));
            graph.addRow(vector, level);
            for (int l = 0; l < chosen.length; l++) {
                for (int link : chosen[l]) {
                    linkBack(link, ordinal, l);
                }
            }
            ensureLinkFromOlder(ordinal, chosen[0]);
        }
        if (level > entry.level()) {
            graph.enterAt(new Graph.Entry(ordinal, level));
        }
        return ordinal;
    }

    /// Writes the new node's own links; the scorer has its vector.
    ///
    /// @return the links by level, from 0 to `top`
    private int[][] chooseLinks(int ordinal, int top) {
        var chosen = new int[top + 1][];
        int start = walk.descend(graph.entry(), top);
        for (int level = top; level >= 0; level--) {
            var beam = walk.search(start, level, graph.settings().efConstruction());
            start = beam.ordinal(0);
            candidates.clear();
            for (int i = 0; i < beam.size(); i++) {
                candidates.add(beam.ordinal(i), beam.raw(i));
            }
            neighbours.choose(candidates, graph.settings().m(), _ -> false);
            chosen[level] = Arrays.copyOf(neighbours.ordinals(), neighbours.size());
            int list = graph.list(ordinal, level);
            graph.lists(level).replaceRelease(list, chosen[level], chosen[level].length);
        }
        return chosen;
    }

    /// Offers a node the link to a new one. A full list is chosen anew, perhaps without it.
    private void linkBack(int node, int added, int level) {
        int count = copyLinks(node, level);
        if (count < graph.degree(level)) {
            append(node, count, added, level);
            return;
        }
        compare(node, count, added);
        chooseAnew(
                node,
                count,
                level,
                level == 0 ? groundLinks.kept(node, candidates, added) : _ -> false);
    }

    /// Rule 1 of [GroundLinks], for a new node that every older one turned down.
    private void ensureLinkFromOlder(int added, int[] closest) {
        for (int i = 0; !groundLinks.hasLinkFromOlder(added) && i < closest.length; i++) {
            insist(closest[i], added);
        }
        // The rules hold fewer than two links a node of the 2m >= 4 that it has, so some node has
        // one to spare.
        for (int node = added - 1; !groundLinks.hasLinkFromOlder(added); node--) {
            insist(node, added);
        }
    }

    /// Gives a node the link to a new one unless the rules keep all the links that it has.
    private void insist(int node, int added) {
        int count = copyLinks(node, 0);
        if (count < graph.degree(0)) {
            append(node, count, added, 0);
            return;
        }
        compare(node, count, added);
        var kept = groundLinks.kept(node, candidates, added);
        if (Arrays.stream(links, 0, count).filter(kept).count() < count) {
            chooseAnew(node, count, 0, kept.or(to -> to == added));
        }
    }

    private int copyLinks(int node, int level) {
        return graph.links(node, level, links);
    }

    private void append(int node, int count, int added, int level) {
        graph.lists(level).appendRelease(graph.list(node, level), count, added);
        if (level == 0) {
            groundLinks.linked(node, added);
        }
    }

    /// Makes candidates of a node's links and a new one.
    private void compare(int node, int count, int added) {
        links[count] = added;
        scorer.prepare(node);
        scorer.score(links, count + 1, raws);
        candidates.clear();
        for (int i = 0; i <= count; i++) {
            candidates.add(links[i], raws[i]);
        }
    }

    private void chooseAnew(int node, int count, int level, IntPredicate kept) {
        neighbours.choose(candidates, graph.degree(level), kept);
        if (level == 0) {
            for (int i = 0; i < count; i++) {
                groundLinks.unlinked(node, links[i]);
            }
            for (int i = 0; i < neighbours.size(); i++) {
                groundLinks.linked(node, neighbours.ordinals()[i]);
            }
        }
        int list = graph.list(node, level);
        graph.lists(level).replaceRelease(list, neighbours.ordinals(), neighbours.size());
    }
}
