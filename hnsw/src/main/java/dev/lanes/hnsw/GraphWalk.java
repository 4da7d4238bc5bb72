package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;

/// One search at a time through a graph: the paper's Algorithm 2, with the unvisited neighbours of
/// a node scored in one block. Its memory is kept from search to search: one prepares the scorer
/// with a query, then walks. For one thread.
///
/// Links are compared with the number of rows before they are followed: a node that was added after
/// the scorer was prepared, or a damaged link of a file that nobody verified, is passed over.
final class GraphWalk {
    private final Graph graph;
    private final Scorer scorer;
    private final Beam beam = new Beam();
    private final VisitedMarks visited = new VisitedMarks();
    private final int[] block;
    private final float[] raws;

    GraphWalk(Graph graph, Scorer scorer) {
        this.graph = graph;
        this.scorer = scorer;
        this.block = new int[graph.degree(0)];
        this.raws = new float[graph.degree(0)];
    }

    /// Takes a new query and the rows that are there now.
    ///
    /// @return how many rows there are
    int prepare(float[] query) {
        scorer.prepare(query);
        return scorer.size();
    }

    /// Greedy descent: the closest node of the levels above `toLevel`, starting at the entry.
    int descend(Graph.Entry entry, int toLevel) {
        int best = entry.ordinal();
        float bestRaw = scorer.score(best);
        for (int level = entry.level(); level > toLevel; level--) {
            boolean closer = true;
            while (closer) {
                closer = false;
                int count = score(best, level);
                for (int i = 0; i < count; i++) {
                    if (raws[i] > bestRaw) {
                        bestRaw = raws[i];
                        best = block[i];
                        closer = true;
                    }
                }
            }
        }
        return best;
    }

    private int score(int node, int level) {
        int count = graph.links(node, level, block);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Integer.compareUnsigned(block[i], scorer.size()) < 0) {
                block[kept++] = block[i];
            }
        }
        scorer.score(block, kept, raws);
        return kept;
    }

    /// The closest nodes of a level, as far as a beam of `ef` finds them.
    ///
    /// @return the beam, valid until the next search of this walk
    Beam search(int start, int level, int ef) {
        int size = scorer.size();
        beam.reset(ef);
        visited.reset(size);
        visited.mark(start);
        beam.offer(start, scorer.score(start));
        for (int node = beam.expand(); node >= 0; node = beam.expand()) {
            int count = graph.links(node, level, block);
            int fresh = 0;
            for (int i = 0; i < count; i++) {
                int link = block[i];
                if (Integer.compareUnsigned(link, size) < 0 && visited.mark(link)) {
                    block[fresh++] = link;
                }
            }
            scorer.score(block, fresh, raws);
            for (int i = 0; i < fresh; i++) {
                beam.offer(block[i], raws[i]);
            }
        }
        return beam;
    }
}
