package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.Scorer;
import dev.lanes.memory.Bits;
import java.util.Objects;
import java.util.Optional;

/// A walk in Java, for the backends that are not native, and the oracle of the native one.
///
/// Links are compared with the number of rows before they are followed: a node that was added after
/// the scorer was prepared, or a damaged link of a file that nobody verified, is passed over.
final class JavaWalk implements GraphWalk {
    private final LinkSource lists;
    private final Scorer scorer;
    private final Beam beam = new Beam();
    private final VisitedMarks visited = new VisitedMarks();
    private final int[] links;
    private final int[] further;
    private final int[] detours;
    private final int[] block;
    private final float[] raws;

    /// Without bits, all nodes are results.
    private Optional<Bits> accepted = Optional.empty();

    private Acceptance acceptance = Acceptance.MARKED;
    private int fresh;
    private int level;
    private int node;
    private float raw;
    private int distances;
    private int expanded;

    JavaWalk(LinkSource lists, Scorer scorer) {
        this.lists = lists;
        this.scorer = scorer;
        int degree = lists.degree(0);
        this.links = new int[degree];
        this.further = new int[degree];
        this.detours = new int[degree];
        this.block = new int[degree];
        this.raws = new float[degree];
    }

    @Override
    public void prepare(int upperLists) {
        distances = 0;
        expanded = 0;
    }

    @Override
    public void descend(int from, int fromLevel, int toLevel) {
        node = Objects.checkIndex(from, scorer.size());
        raw = scorer.score(node);
        distances++;
        for (int l = fromLevel; l > toLevel; l--) {
            boolean closer = true;
            while (closer) {
                closer = false;
                scoreAll(node, l);
                for (int i = 0; i < fresh; i++) {
                    if (raws[i] > raw) {
                        raw = raws[i];
                        node = block[i];
                        closer = true;
                    }
                }
            }
        }
    }

    private void scoreAll(int of, int onLevel) {
        int count = lists.links(of, onLevel, links);
        fresh = 0;
        for (int i = 0; i < count; i++) {
            if (isThere(links[i])) {
                block[fresh++] = links[i];
            }
        }
        score();
    }

    private void score() {
        scorer.score(block, fresh, raws);
        distances += fresh;
    }

    private boolean isThere(int link) {
        return Integer.compareUnsigned(link, scorer.size()) < 0;
    }

    @Override
    public void goToBest() {
        int best = beam.ordinal(0);
        node = best < 0 ? ~best : best;
        raw = beam.raw(0);
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public float raw() {
        return raw;
    }

    @Override
    public void acceptAll() {
        accepted = Optional.empty();
    }

    @Override
    public void accept(Bits bits, Acceptance others) {
        accepted = Optional.of(bits);
        acceptance = others;
    }

    @Override
    public void start(int onLevel, int ef, int capacity) {
        level = onLevel;
        beam.reset(ef, capacity);
        visited.reset(scorer.size());
        visited.mark(node);
        offer(node, raw);
    }

    private void offer(int ordinal, float value) {
        if (isAccepted(ordinal)) {
            beam.offer(ordinal, value);
        } else {
            beam.offerRejected(ordinal, value);
        }
    }

    private boolean isAccepted(int ordinal) {
        return accepted.isEmpty() || accepted.get().get(ordinal);
    }

    @Override
    public void pass(int ordinal) {
        visited.mark(Objects.checkIndex(ordinal, scorer.size()));
    }

    @Override
    public boolean run(int limit) {
        int enough = distances + limit;
        while (beam.hasNext()) {
            if (distances >= enough) {
                return true;
            }
            int count = lists.links(beam.expand(), level, links);
            expanded++;
            gather(count);
            score();
            for (int i = 0; i < fresh; i++) {
                offer(block[i], raws[i]);
            }
        }
        return false;
    }

    private void gather(int count) {
        fresh = 0;
        if (accepted.isPresent() && acceptance == Acceptance.MARKED_ONLY) {
            gatherAccepted(count);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (isThere(links[i]) && visited.mark(links[i])) {
                block[fresh++] = links[i];
            }
        }
    }

    /// The unseen accepted ones among the neighbours of a node, and of those that are not accepted
    /// the accepted neighbours, until there are as many as a node has links.
    private void gatherAccepted(int count) {
        int others = 0;
        int most = lists.degree(level);
        for (int i = 0; i < count; i++) {
            if (isThere(links[i]) && !visited.isMarked(links[i])) {
                if (isAccepted(links[i])) {
                    visited.mark(links[i]);
                    block[fresh++] = links[i];
                } else {
                    detours[others++] = links[i];
                }
            }
        }
        for (int i = 0; i < others && fresh < most; i++) {
            visited.mark(detours[i]);
            int more = lists.links(detours[i], level, further);
            for (int j = 0; j < more && fresh < most; j++) {
                int link = further[j];
                if (isThere(link) && !visited.isMarked(link) && isAccepted(link)) {
                    visited.mark(link);
                    block[fresh++] = link;
                }
            }
        }
    }

    @Override
    public int size() {
        return beam.size();
    }

    @Override
    public int ordinal(int index) {
        return beam.ordinal(index);
    }

    @Override
    public float raw(int index) {
        return beam.raw(index);
    }

    @Override
    public int distances() {
        return distances;
    }

    @Override
    public int expanded() {
        return expanded;
    }
}
