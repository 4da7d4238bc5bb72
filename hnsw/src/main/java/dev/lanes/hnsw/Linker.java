package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.GraphWalk.Acceptance;
import dev.lanes.kernels.Scorer;

/// Links nodes into a graph: the paper's Algorithm 1. Several of these link different nodes at the
/// same time, and searches go on meanwhile, because a node is published only when its own links on
/// all levels are written.
///
/// Each is for one thread at a time, and for the rows that the graph had when it was made.
final class Linker {
    private static final int UNLIMITED = 1 << 30;

    private final Graph graph;
    private final GroundRules rules;
    private final StoredRows rows;
    private final Scorer scorer;
    private final GraphWalk walk;
    private final ListEditor lists;
    private final Candidates candidates = new Candidates();
    private final HigherCandidates higher;

    Linker(Graph graph, GroundRules rules, NodeLocks locks) {
        this.graph = graph;
        this.rules = rules;
        this.rows = graph.rows();
        this.scorer = rows.linked().scorer();
        this.walk = graph.walk(scorer);
        this.higher = new HigherCandidates(graph);
        this.lists = new ListEditor(graph, rules, locks, rows.linked());
    }

    StoredRows rows() {
        return rows;
    }

    /// The own links of a new node, on all levels that other nodes are on: chosen and written,
    /// where nobody sees them yet.
    ///
    /// @param vector the node's row
    /// @return the links by level
    int[][] choose(int ordinal, int level, float[] vector) {
        scorer.prepare(vector);
        enter(level);
        int top = Math.min(level, graph.entry().level());
        var chosen = new int[top + 1][];
        higher.begin(ordinal);
        for (int l = top; l >= 0; l--) {
            search(l, graph.settings().efConstruction());
            higher.addAll(candidates);
            chosen[l] =
                    l == 0
                            ? lists.choose(candidates, higher.closestOr(rules.highest()))
                            : lists.choose(candidates);
            int list = graph.list(ordinal, l);
            graph.lists(l).replaceRelease(list, chosen[l], chosen[l].length);
        }
        return chosen;
    }

    /// Goes from the entry to where a search on a level begins, or on the entry's own level if that
    /// is below.
    private void enter(int level) {
        var entry = graph.entry();
        walk.prepare(graph.upperLists());
        if (graph.deadCount() > 0) {
            walk.accept(graph.live(), Acceptance.MARKED);
        } else {
            walk.acceptAll();
        }
        walk.descend(entry.ordinal(), entry.level(), Math.min(level, entry.level()));
    }

    /// Makes candidates of what a walk finds, and goes to the best of them.
    private void search(int level, int ef) {
        walk.start(level, ef, graph.capacity(ef));
        walk.run(UNLIMITED);
        candidates.clear();
        for (int i = 0; i < walk.size(); i++) {
            if (walk.ordinal(i) >= 0) {
                candidates.add(walk.ordinal(i), walk.raw(i));
            }
        }
        walk.goToBest();
    }

    /// Publishes a node: links lead to it afterwards.
    ///
    /// @param chosen its own links by level
    void publish(int ordinal, int[][] chosen) {
        for (int level = 0; level < chosen.length; level++) {
            for (int link : chosen[level]) {
                lists.offer(link, ordinal, level);
            }
        }
        ensureLinkFromHigher(ordinal);
        lists.settle(ordinal);
    }

    /// Rule 1, for a node that every higher one turned down.
    private void ensureLinkFromHigher(int ordinal) {
        for (int i = 0; !rules.hasLinkFromHigher(ordinal) && i < higher.size(); i++) {
            lists.insist(higher.get(i), ordinal);
        }
        if (!rules.hasLinkFromHigher(ordinal)) {
            linkFromAnyHigher(ordinal);
        }
    }

    /// Gives a node one more link from a higher one.
    ///
    /// By rule 1, each node is reached from the highest one through nodes that are higher than
    /// itself: they are asked first, then those that wait for such a link themselves. The rules
    /// hold fewer than two links a node of the 2m >= 4 that it has, so some node has one to spare;
    /// but it need not be higher. Then a higher one gives up a link to a lower node, after that got
    /// another one in the same way.
    ///
    /// @return whether it has one more
    private boolean linkFromAnyHigher(int ordinal) {
        int had = rules.linksFromHigher(ordinal);
        var nodes = new HigherNodes(graph, ordinal, rules.highest());
        for (int node = nodes.next(); node >= 0; node = nodes.next()) {
            if (gains(ordinal, node, had)) {
                return true;
            }
        }
        var links = new int[graph.degree(0)];
        for (int node : nodes.all()) {
            int count = graph.links(node, 0, links);
            for (int i = 0; i < count; i++) {
                if (graph.outranks(ordinal, links[i])
                        && (rules.linksFromHigher(links[i]) > 1 || linkFromAnyHigher(links[i]))
                        && gains(ordinal, node, had)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean gains(int ordinal, int from, int had) {
        if (graph.live().get(from)) {
            lists.insist(from, ordinal);
        }
        return rules.linksFromHigher(ordinal) > had;
    }

    /// Rule 1, for a live node that lost the last link from a higher one.
    void adopt(int orphan) {
        findHigher(orphan);
        ensureLinkFromHigher(orphan);
    }

    /// Rule 2, for a node whose higher links are dead.
    void leadToHigher(int node) {
        findHigher(node);
        lists.insist(node, higher.closestOr(rules.highest()));
    }

    /// Gives a node a link to another one.
    void lead(int node, int to) {
        lists.insist(node, to);
    }

    /// Looks around a node for those that outrank it.
    private void findHigher(int node) {
        scorer.prepare(node);
        int level = Math.min(graph.nodes().level(node), graph.entry().level());
        enter(level);
        higher.begin(node);
        for (int l = level; l >= 0; l--) {
            search(l, graph.settings().efConstruction());
            higher.addAll(candidates);
        }
    }

    void replaceDead(int node, int level, int[] others, int count) {
        lists.replaceDead(node, level, others, count);
    }
}
