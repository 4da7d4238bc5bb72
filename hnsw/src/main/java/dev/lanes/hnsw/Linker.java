package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.GraphWalk.Acceptance;
import dev.lanes.kernels.Scorer;
import java.util.Arrays;

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

    Linker(Graph graph, GroundRules rules, NodeLocks locks) {
        this.graph = graph;
        this.rules = rules;
        this.rows = graph.rows();
        this.scorer = rows.linked().scorer();
        this.walk = graph.walk(scorer);
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
        for (int l = top; l >= 0; l--) {
            search(l, graph.settings().efConstruction());
            chosen[l] = lists.choose(candidates);
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
        ensureLinkToOlder(ordinal, chosen[0]);
        ensureLinkFromOlder(ordinal, chosen[0]);
    }

    /// Rule 2 of [GroundRules], for a node around which the walk found nothing but dead ones.
    private void ensureLinkToOlder(int ordinal, int[] links) {
        if (links.length == 0) {
            lists.insist(ordinal, rules.oldest());
        }
    }

    /// Rule 1, for a node that every older one turned down.
    ///
    /// @param closest nodes that are asked first
    void ensureLinkFromOlder(int ordinal, int[] closest) {
        for (int i = 0; !rules.hasLinkFromOlder(ordinal) && i < closest.length; i++) {
            insistIfOlder(closest[i], ordinal);
        }
        if (!rules.hasLinkFromOlder(ordinal)) {
            linkFromAnyOlder(ordinal);
        }
    }

    private void insistIfOlder(int node, int added) {
        if (graph.isOlder(node, added)) {
            lists.insist(node, added);
        }
    }

    /// Gives a node one more link from an older one.
    ///
    /// By rule 1, each node is reached from the oldest one through nodes that are older than
    /// itself: they are asked first, then those that wait for such a link themselves. The rules
    /// hold fewer than two links a node of the 2m >= 4 that it has, so some node has one to spare;
    /// but it need not be older. Then an older one gives up a link to a younger node, after that
    /// got another one in the same way.
    ///
    /// @return whether it has one more
    private boolean linkFromAnyOlder(int ordinal) {
        int had = rules.linksFromOlder(ordinal);
        var older = new OlderNodes(graph, ordinal, rules.oldest());
        for (int node = older.next(); node >= 0; node = older.next()) {
            if (gains(ordinal, node, had)) {
                return true;
            }
        }
        var links = new int[graph.degree(0)];
        for (int node : older.all()) {
            int count = graph.links(node, 0, links);
            for (int i = 0; i < count; i++) {
                if (graph.isOlder(ordinal, links[i])
                        && rules.linksFromOlder(links[i]) == 1
                        && linkFromAnyOlder(links[i])
                        && gains(ordinal, node, had)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean gains(int ordinal, int older, int had) {
        if (graph.live().get(older)) {
            lists.insist(older, ordinal);
        }
        return rules.linksFromOlder(ordinal) > had;
    }

    /// Rule 1, for a live node that lost the last link from an older one.
    void adopt(int orphan) {
        int[] around = olderAround(orphan);
        ensureLinkFromOlder(orphan, around);
    }

    /// Rule 2, for a node whose older links are dead.
    void leadToOlder(int node) {
        int[] around = olderAround(node);
        int older = around.length == 0 ? rules.oldest() : around[0];
        lists.insist(node, older);
    }

    /// Gives a node a link to another one.
    void lead(int node, int to) {
        lists.insist(node, to);
    }

    private int[] olderAround(int node) {
        scorer.prepare(node);
        enter(0);
        search(0, graph.settings().efConstruction());
        var older = new int[candidates.size()];
        int count = 0;
        for (int i = 0; i < older.length; i++) {
            if (graph.isOlder(candidates.ordinal(i), node)) {
                older[count++] = candidates.ordinal(i);
            }
        }
        return Arrays.copyOf(older, count);
    }

    void replaceDead(int node, int level, int[] others, int count) {
        lists.replaceDead(node, level, others, count);
    }
}
