package dev.lanes.search.semantic;

import dev.lanes.kernels.PairScan;
import dev.lanes.kernels.VectorMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Finds communities in two passes: how many rows are close to each row, and then, the largest
/// first, which. So nothing is kept of most pairs, and the second pass looks at few rows.
final class Communities {
    /// Neighbours that are in memory at a time for each thread, where one row has no more.
    private static final int ROOM = 1 << 20;

    private final VectorMatrix rows;
    private final int size;
    private final CommunitySettings settings;
    private final Work work;

    /// How many rows are close to each, itself counted.
    private final AtomicIntegerArray degrees;

    private final BitSet taken = new BitSet();
    private final List<Community> found = new ArrayList<>();

    Communities(VectorMatrix rows, CommunitySettings settings, Work work) {
        this.rows = rows;
        this.size = rows.size();
        this.settings = settings;
        this.work = work;
        this.degrees = new AtomicIntegerArray(size);
    }

    List<Community> find() {
        countNeighbours();
        var centres = centres();
        work.plan((long) centres.length * size);
        for (int at = 0; at < centres.length && hasRoom(); ) {
            var round = round(centres, at);
            at += round.stream().mapToInt(chunk -> chunk.length).sum();
            choose(round);
        }
        found.sort(Comparator.comparingInt(community -> -community.members().size()));
        return List.copyOf(found);
    }

    private void countNeighbours() {
        for (int i = 0; i < size; i++) {
            degrees.set(i, 1);
        }
        new AllPairs(rows, settings.queryChunk(), settings.corpusChunk())
                .compare(
                        work,
                        settings::threshold,
                        (first, second, score) -> {
                            if (score >= settings.threshold()) {
                                degrees.incrementAndGet(first);
                                degrees.incrementAndGet(second);
                            }
                        });
    }

    /// Rows with enough others close to them, those with most first.
    private int[] centres() {
        var keys = new long[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            if (degrees.get(row) >= settings.minSize()) {
                keys[count++] = (long) -degrees.get(row) << 32 | row;
            }
        }
        Arrays.sort(keys, 0, count);
        var centres = new int[count];
        for (int i = 0; i < count; i++) {
            centres[i] = (int) keys[i];
        }
        return centres;
    }

    private boolean hasRoom() {
        return size - taken.cardinality() >= settings.minSize();
    }

    /// The next centres, in a chunk for each thread.
    private List<int[]> round(int[] centres, int from) {
        var round = new ArrayList<int[]>();
        int at = from;
        while (at < centres.length && round.size() < settings.execution().tasks()) {
            int first = at;
            long room = ROOM;
            while (at < centres.length && at - first < settings.queryChunk()) {
                room -= degrees.get(centres[at]);
                if (room < 0 && at > first) {
                    break;
                }
                at++;
            }
            round.add(Arrays.copyOfRange(centres, first, at));
        }
        return round;
    }

    private void choose(List<int[]> round) {
        var neighbours = new Neighbours[round.size()][];
        work.run(round.size(), chunk -> neighbours[chunk] = neighbours(round.get(chunk)));
        for (var chunk : neighbours) {
            for (var candidate : chunk) {
                var members = candidate.members(taken);
                if (members.size() >= settings.minSize()) {
                    members.forEach(taken::set);
                    found.add(new Community(candidate.centre(), members));
                }
            }
        }
    }

    private Neighbours[] neighbours(int[] centres) {
        var similarity = rows.format().similarity();
        var neighbours = new Neighbours[centres.length];
        Arrays.setAll(neighbours, i -> new Neighbours(centres[i], degrees.get(centres[i]) - 1));
        var raws = new float[centres.length];
        Arrays.fill(raws, Scores.leastRaw(similarity, settings.threshold()));
        try (var scan = PairScan.of(rows, centres)) {
            for (long from = 0; from < size; from += settings.corpusChunk()) {
                int to = (int) Math.min(size, from + settings.corpusChunk());
                scan.scan(
                        (int) from,
                        to,
                        raws,
                        (query, row, raw) -> {
                            float score = similarity.score(raw);
                            if (score >= settings.threshold()
                                    && row != centres[query]
                                    && !taken.get(row)) {
                                neighbours[query].add(row, score);
                            }
                        });
                work.compared((to - from) * centres.length);
            }
        }
        return neighbours;
    }
}
