package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

/// The rules of [GroundRules], for an index that nobody changes.
final class Laws {
    private Laws() {}

    /// Every live node but the oldest has a link from an older live one, and a link to an older
    /// one.
    static void assertHold(HnswIndex index, String when) {
        var graph = index.graph();
        var links = new int[graph.degree(0)];
        var fromOlder = new boolean[graph.size()];
        var toOlder = new boolean[graph.size()];
        int oldest = -1;
        for (int node = 0; node < graph.size(); node++) {
            if (graph.live().get(node)) {
                oldest = oldest < 0 || graph.isOlder(node, oldest) ? node : oldest;
                int count = graph.links(node, 0, links);
                for (int i = 0; i < count; i++) {
                    fromOlder[links[i]] |= graph.isOlder(node, links[i]);
                    toOlder[node] |= graph.isOlder(links[i], node);
                }
            }
        }
        for (int node = 0; node < graph.size(); node++) {
            if (graph.live().get(node) && node != oldest) {
                assertThat(fromOlder[node]).as("link from older to %d, %s", node, when).isTrue();
                assertThat(toOlder[node]).as("link to older from %d, %s", node, when).isTrue();
            }
        }
        assertThat(index.unreachable()).as("unreachable, %s", when).isZero();
    }
}
