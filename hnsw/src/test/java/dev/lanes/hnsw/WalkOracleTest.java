package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.GraphWalk.Acceptance;
import dev.lanes.kernels.Scorer;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The walk in C against the walk in Java: the same candidates with the same values, to the bit, in
/// the same order after each step, on graphs that are right and on damaged ones. The seed of a
/// failure is in its message; `-Dlanes.test.seed=N` begins with it, `-Dlanes.soak=N` walks through
/// N graphs for each encoding instead of a few.
class WalkOracleTest {
    private static final int GRAPHS = Integer.getInteger("lanes.soak", 12);
    private static final int WALKS = 25;

    @ParameterizedTest
    @EnumSource
    void bothWalksAgree(Encoding encoding) {
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + GRAPHS; seed++) {
            var random = new Random(seed);
            var similarity = List.of(Similarity.values()).get(random.nextInt(3));
            var settings =
                    HnswSettings.of(similarity)
                            .withM(2 + random.nextInt(15))
                            .withEfConstruction(1 + random.nextInt(50))
                            .withSeed(seed)
                            .withStorage(RowStorage.of(encoding));
            int dimension = 1 + random.nextInt(70);
            var about = "lanes.test.seed=%d %s %s".formatted(seed, encoding, settings);
            try (var index = index(encoding, settings, dimension, random)) {
                assertThat(index.encoding()).as(about).isEqualTo(encoding);
                if (random.nextBoolean()) {
                    damage(index.graph(), random);
                }
                for (int i = 0; i < WALKS; i++) {
                    assertAgree(index.graph(), query(dimension, random), random, about);
                }
            }
        }
    }

    /// Encodings learn from 1024 rows.
    private static HnswIndex index(
            Encoding encoding, HnswSettings settings, int dimension, Random random) {
        int count = encoding == Encoding.FLOAT32 ? 1 + random.nextInt(400) : 1030;
        var rows = Rows.clustered(count, dimension, random.nextLong());
        var index = Rows.index(rows, settings);
        for (int i = random.nextInt(count + 1) / 2; i > 0; i--) {
            index.delete(1000 + random.nextInt(count));
        }
        for (int i = random.nextInt(50); i > 0; i--) {
            index.upsert(random.nextInt(2000), rows[random.nextInt(count)]);
        }
        return index;
    }

    /// Links to nowhere, to the node itself and to one node often, lists without an end, and upper
    /// lists that lie outside.
    private static void damage(Graph graph, Random random) {
        for (int node = 0; node < graph.size(); node++) {
            if (random.nextInt(4) == 0) {
                scribble(graph.ground(), node, graph, random);
            }
            int level = random.nextInt(5) == 0 ? random.nextInt(4) : graph.nodes().level(node);
            int slot = graph.nodes().upperSlot(node);
            if (random.nextInt(4) == 0) {
                slot =
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt();
                            case 1 -> Integer.MAX_VALUE - random.nextInt(3);
                            case 2 -> -random.nextInt(3);
                            default -> random.nextInt(graph.upperLists() + 1);
                        };
            }
            graph.nodes().put(node, graph.nodes().id(node), slot, level);
        }
        for (int list = 0; list < graph.upperLists(); list++) {
            if (random.nextInt(3) == 0) {
                scribble(graph.upper(), list, graph, random);
            }
        }
    }

    private static void scribble(LinkLists lists, int list, Graph graph, Random random) {
        var links = new int[random.nextInt(lists.degree() + 1)];
        for (int i = 0; i < links.length; i++) {
            links[i] =
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt();
                        case 1 -> graph.size();
                        case 2 -> list;
                        case 3 -> links[0];
                        default -> random.nextInt(graph.size());
                    };
        }
        lists.replaceRelease(list, links, links.length);
    }

    private static float[] query(int dimension, Random random) {
        var query = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            query[i] = (float) random.nextGaussian() * 3;
        }
        return query;
    }

    private static void assertAgree(Graph graph, float[] query, Random random, String about) {
        var scorer = graph.rows().walked().scorer();
        var inC = graph.walk(scorer);
        assumeTrue(!(inC instanceof JavaWalk), "the backend is not native");
        var inJava = new JavaWalk(graph, scorer);
        // One after the other with the same walks: what one leaves must not disturb the next.
        for (int i = 0; i < 3; i++) {
            if (random.nextBoolean()) {
                scorer.prepare(query);
            } else {
                scorer.prepare(random.nextInt(graph.size()));
            }
            walkBoth(List.of(inC, inJava), graph, scorer, new Random(random.nextLong()), about);
        }
    }

    private static void walkBoth(
            List<GraphWalk> walks, Graph graph, Scorer scorer, Random random, String about) {
        int from = random.nextInt(scorer.size());
        int fromLevel = random.nextInt(5);
        int level = random.nextInt(4) > 0 ? 0 : random.nextInt(4);
        int mode = random.nextInt(4);
        var bits = mode == 0 ? graph.live() : bits(graph.size(), random);
        int ef = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
        int capacity = ef + (random.nextBoolean() ? 0 : random.nextInt(200));
        var passed = random.ints(random.nextInt(5), 0, scorer.size()).toArray();
        for (var walk : walks) {
            walk.prepare(graph.upperLists());
            switch (mode) {
                case 0, 1 -> walk.accept(bits, Acceptance.MARKED);
                case 2 -> walk.accept(bits, Acceptance.MARKED_ONLY);
                default -> walk.acceptAll();
            }
            walk.descend(from, fromLevel, level);
            walk.start(level, ef, capacity);
            for (int node : passed) {
                walk.pass(node);
            }
        }
        assertEqual(walks, about);
        boolean goesOn = true;
        while (goesOn) {
            int limit = random.nextInt(4) == 0 ? 1 << 20 : random.nextInt(40);
            goesOn = walks.get(0).run(limit);
            assertThat(walks.get(1).run(limit)).as(about).isEqualTo(goesOn);
            assertEqual(walks, about);
        }
        walks.forEach(GraphWalk::goToBest);
        assertEqual(walks, about);
    }

    /// Of as many nodes as there are, or of fewer.
    private static Bits bits(int size, Random random) {
        var words = new long[size / 64 + 1];
        int share = random.nextInt(8);
        IntStream.range(0, size)
                .filter(_ -> random.nextInt(8) <= share)
                .forEach(i -> words[i / 64] |= 1L << i);
        var outside = OffHeap.scratch(words.length * 8L);
        outside.copyFrom(MemorySegment.ofArray(words));
        return Bits.over(outside, random.nextInt(3) > 0 ? size : random.nextInt(size + 1));
    }

    private static void assertEqual(List<GraphWalk> walks, String about) {
        var inC = walks.get(0);
        var inJava = walks.get(1);
        assertThat(inC.node()).as(about).isEqualTo(inJava.node());
        assertThat(bits(inC.raw())).as(about).isEqualTo(bits(inJava.raw()));
        assertThat(inC.distances()).as(about).isEqualTo(inJava.distances());
        assertThat(inC.expanded()).as(about).isEqualTo(inJava.expanded());
        assertThat(inC.size()).as(about).isEqualTo(inJava.size());
        for (int i = 0; i < inC.size(); i++) {
            if (inC.ordinal(i) != inJava.ordinal(i) || bits(inC.raw(i)) != bits(inJava.raw(i))) {
                throw new AssertionError(
                        "%s: candidate %d must be %d with %s but was %d with %s"
                                .formatted(
                                        about,
                                        i,
                                        inJava.ordinal(i),
                                        inJava.raw(i),
                                        inC.ordinal(i),
                                        inC.raw(i)));
            }
        }
    }

    private static int bits(float raw) {
        return Float.floatToRawIntBits(raw);
    }
}
