package dev.lanes.hnsw;

import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/// What a search wants of its candidates: the best k, the best of k groups, or all in a range.
sealed interface Goal {
    /// How many candidates hits come from, before there are any.
    int least();

    /// How many of these candidates hits come from.
    ///
    /// @param found best first
    /// @return more than there are, when these are not enough
    int reach(Found found, Graph graph);

    /// The most candidates that are of use.
    ///
    /// @param depth how many are rescored
    default int most(int depth) {
        return Integer.MAX_VALUE;
    }

    /// Chooses the hits.
    ///
    /// @param all the candidates, best first, each id once
    List<Hit> choose(List<Hit> all);

    /// How many candidates, at the most, [#choose] looks at.
    default int looksAt() {
        return Integer.MAX_VALUE;
    }

    /// The most hits for each of those that are wanted.
    default int rowsEach() {
        return 1;
    }

    /// The best k.
    record Best(int k) implements Goal {
        @Override
        public int least() {
            return k;
        }

        @Override
        public int reach(Found found, Graph graph) {
            return k;
        }

        @Override
        public int most(int depth) {
            return depth;
        }

        @Override
        public List<Hit> choose(List<Hit> all) {
            return all;
        }

        @Override
        public int looksAt() {
            return k;
        }
    }

    /// The best of each of k groups.
    record Groups(int k, Grouping grouping) implements Goal {
        @Override
        public int least() {
            return k;
        }

        @Override
        public int reach(Found found, Graph graph) {
            var groups = new HashSet<Long>();
            for (int i = 0; i < found.size(); i++) {
                groups.add(grouping.group().applyAsLong(graph.nodes().id(found.ordinal(i))));
                if (groups.size() == k) {
                    return i + 1;
                }
            }
            return Integer.MAX_VALUE;
        }

        @Override
        public List<Hit> choose(List<Hit> all) {
            var groups = new HashMap<Long, List<Hit>>();
            var order = new ArrayList<List<Hit>>();
            for (var hit : all) {
                var rows =
                        groups.computeIfAbsent(
                                grouping.group().applyAsLong(hit.id()), _ -> new ArrayList<>());
                if (rows.isEmpty() && order.size() < k) {
                    order.add(rows);
                }
                if (rows.size() < grouping.rowsPerGroup()) {
                    rows.add(hit);
                }
            }
            return order.stream().flatMap(List::stream).toList();
        }

        @Override
        public int rowsEach() {
            return grouping.rowsPerGroup();
        }
    }

    /// All with a score of at least so much, k at most.
    record InRange(int k, float minScore, Similarity similarity) implements Goal {
        @Override
        public int least() {
            return 1;
        }

        @Override
        public int reach(Found found, Graph graph) {
            int reach = 0;
            while (reach < found.size() && isIn(similarity.score(found.raw(reach)))) {
                reach++;
            }
            // A filtered walk holds fewer than its beam is wide: the end of the range must be seen.
            boolean isEndSeen = reach < found.size() || reach >= k;
            return isEndSeen ? Math.min(reach, k) : Integer.MAX_VALUE;
        }

        private boolean isIn(float score) {
            return score >= minScore;
        }

        @Override
        public List<Hit> choose(List<Hit> all) {
            int count = 0;
            while (count < all.size() && count < k && isIn(all.get(count).score())) {
                count++;
            }
            return all.subList(0, count);
        }
    }
}
