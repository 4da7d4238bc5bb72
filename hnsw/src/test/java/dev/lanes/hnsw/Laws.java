package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

/// The rules of [GroundRules], for an index that nobody changes.
final class Laws {
    private Laws() {}

    /// Every live node but the highest has a link from a higher live one, and a link to a higher
    /// one.
    static void assertHold(HnswIndex index, String when) {
        var graph = index.graph();
        var links = new int[graph.degree(0)];
        var fromHigher = new boolean[graph.size()];
        var toHigher = new boolean[graph.size()];
        int highest = -1;
        for (int node = 0; node < graph.size(); node++) {
            if (graph.live().get(node)) {
                highest = highest < 0 || graph.outranks(node, highest) ? node : highest;
                int count = graph.links(node, 0, links);
                for (int i = 0; i < count; i++) {
                    fromHigher[links[i]] |= graph.outranks(node, links[i]);
                    toHigher[node] |= graph.outranks(links[i], node);
                }
            }
        }
        for (int node = 0; node < graph.size(); node++) {
            if (graph.live().get(node) && node != highest) {
                assertThat(fromHigher[node]).as("link from higher to %d, %s", node, when).isTrue();
                assertThat(toHigher[node]).as("link to higher from %d, %s", node, when).isTrue();
            }
        }
        assertThat(index.unreachable()).as("unreachable, %s", when).isZero();
    }
}
