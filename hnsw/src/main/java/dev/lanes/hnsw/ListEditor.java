package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Changes the lists of single nodes, under their locks, so that the rules of level 0 hold. For one
/// thread at a time.
final class ListEditor {
    private final Graph graph;
    private final GroundRules rules;
    private final NodeLocks locks;
    private final Scorer scorer;
    private final Selection selection;
    private final Candidates candidates = new Candidates();
    private final int[] links;
    private final int[] live;
    private final int[] dropped;
    private float[] raws;

    ListEditor(Graph graph, GroundRules rules, NodeLocks locks, VectorMatrix matrix) {
        this.graph = graph;
        this.rules = rules;
        this.locks = locks;
        this.scorer = matrix.scorer();
        int degree = graph.degree(0);
        this.selection = new Selection(matrix, degree);
        this.links = new int[degree];
        this.live = new int[degree + 1];
        this.dropped = new int[degree];
        this.raws = new float[degree + 1];
    }

    /// Chooses the own links of a new node, which nobody sees yet.
    ///
    /// @param found candidates, best first
    /// @return the links
    int[] choose(Candidates found) {
        return choose(found, -1);
    }

    /// Chooses the own links of a new node on level 0, with one that it has in any case.
    ///
    /// @param kept that one, which need not be among the candidates
    /// @return the links
    int[] choose(Candidates found, int kept) {
        selection.choose(found, graph.settings().m(), to -> to == kept);
        if (kept >= 0 && !isChosen(kept)) {
            selection.add(kept);
        }
        return Arrays.copyOf(selection.ordinals(), selection.size());
    }

    /// Counts the links of a new node, to which others lead now.
    void settle(int node) {
        synchronized (locks.of(node)) {
            rules.settle(node);
            int count = graph.links(node, 0, links);
            for (int i = 0; i < count; i++) {
                rules.linked(node, links[i]);
            }
        }
    }

    /// Offers a node the link to a new one. A full list is chosen anew, perhaps without it.
    void offer(int node, int added, int level) {
        synchronized (locks.of(node)) {
            int count = graph.links(node, level, links);
            if (count < graph.degree(level)) {
                append(node, count, added, level);
                return;
            }
            compare(node, count, added);
            chooseAnew(
                    node,
                    count,
                    level,
                    level == 0 ? rules.kept(node, candidates, added) : _ -> false);
        }
    }

    /// Gives a node the link to another one on level 0, unless the rules keep all the links that it
    /// has.
    ///
    /// @return whether it has the link now
    boolean insist(int node, int added) {
        synchronized (locks.of(node)) {
            int count = graph.links(node, 0, links);
            if (hadLink(added, count)) {
                return true;
            }
            if (count < graph.degree(0)) {
                append(node, count, added, 0);
                return true;
            }
            compare(node, count, added);
            var kept = rules.kept(node, candidates, added);
            int keeps = 0;
            for (int i = 0; i < candidates.size(); i++) {
                int to = candidates.ordinal(i);
                keeps += to != added && kept.test(to) ? 1 : 0;
            }
            return keeps < graph.degree(0)
                    && chooseAnew(node, count, 0, kept.or(to -> to == added));
        }
    }

    private void append(int node, int count, int added, int level) {
        if (level == 0) {
            rules.linked(node, added);
        }
        graph.lists(level).appendRelease(graph.list(node, level), count, added);
    }

    /// Makes candidates of a node's live links and a new one, and of a dead one when no other leads
    /// to a higher node: until a sweep replaces it, it holds rule 2.
    private void compare(int node, int count, int added) {
        int others = liveLinks(count);
        live[others++] = added;
        if (!leadsToHigher(node, live, others)) {
            for (int i = 0; i < count; i++) {
                if (graph.isDead(links[i]) && graph.outranks(links[i], node)) {
                    live[others++] = links[i];
                    break;
                }
            }
        }
        candidates.clear();
        scorer.prepare(node);
        addCandidates(live, others);
    }

    private boolean leadsToHigher(int node, int[] others, int count) {
        for (int i = 0; i < count; i++) {
            if (graph.outranks(others[i], node)) {
                return true;
            }
        }
        return false;
    }

    /// Collects the live ones among the links.
    private int liveLinks(int count) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (!graph.isDead(links[i])) {
                live[found++] = links[i];
            }
        }
        return found;
    }

    private void addCandidates(int[] nodes, int count) {
        if (count > raws.length) {
            raws = new float[2 * count];
        }
        scorer.score(nodes, count, raws);
        for (int i = 0; i < count; i++) {
            candidates.add(nodes[i], raws[i]);
        }
    }

    /// Chooses the links of a node among the candidates.
    ///
    /// @param count how many links it has
    /// @return whether the choice was taken
    private boolean chooseAnew(int node, int count, int level, IntPredicate kept) {
        selection.choose(candidates, graph.degree(level), kept);
        if (level == 0 && !count(node, count)) {
            return false;
        }
        publish(node, level);
        return true;
    }

    /// Counts what a choice changes, unless the rules forbid it.
    private boolean count(int node, int count) {
        int drops = 0;
        for (int i = 0; i < count; i++) {
            if (!graph.isDead(links[i]) && !isChosen(links[i])) {
                dropped[drops++] = links[i];
            }
        }
        if (!rules.release(node, dropped, drops)) {
            return false;
        }
        for (int i = 0; i < selection.size(); i++) {
            if (!hadLink(selection.ordinals()[i], count)) {
                rules.linked(node, selection.ordinals()[i]);
            }
        }
        return true;
    }

    private boolean isChosen(int node) {
        return contains(selection.ordinals(), selection.size(), node);
    }

    private boolean hadLink(int node, int count) {
        return contains(links, count, node);
    }

    private static boolean contains(int[] nodes, int count, int node) {
        for (int i = 0; i < count; i++) {
            if (nodes[i] == node) {
                return true;
            }
        }
        return false;
    }

    /// Replaces the dead links of a node by live nodes that are close to it and spread. Its live
    /// links stay. The links of a dead node itself do not count for rule 1.
    ///
    /// @param others live nodes that may be linked, none of them the node itself or a link of it
    /// @param count how many of them
    void replaceDead(int node, int level, int[] others, int count) {
        synchronized (locks.of(node)) {
            int had = graph.links(node, level, links);
            int stay = liveLinks(had);
            candidates.clear();
            scorer.prepare(node);
            addCandidates(live, stay);
            addCandidates(others, count);
            int most = Math.max(had, Math.min(graph.degree(level), graph.settings().m()));
            selection.choose(candidates, most, to -> contains(live, stay, to));
            selection.fill(candidates, had);
            boolean counts = level == 0 && !graph.isDead(node);
            for (int i = 0; counts && i < selection.size(); i++) {
                if (!contains(live, stay, selection.ordinals()[i])) {
                    rules.linked(node, selection.ordinals()[i]);
                }
            }
            publish(node, level);
        }
    }

    private void publish(int node, int level) {
        graph.lists(level)
                .replaceRelease(graph.list(node, level), selection.ordinals(), selection.size());
    }
}
