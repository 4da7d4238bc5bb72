package dev.lanes.jmh.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.HnswBenchmark;
import dev.lanes.jmh.measure.HnswResult;
import dev.lanes.jmh.measure.HnswTask;
import dev.lanes.jmh.measure.Progress;
import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.measure.Samples;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every library must do to be measured.
class PeersTest {
    private static final Vectors BASE = Samples.random("base", 300, 24, 3);

    private static final int K = 10;

    /// An index, unless its library is not on this machine, which is said.
    private static Peer create(PeerKind kind, Similarity similarity) {
        try {
            return kind.create(HnswSettings.of(similarity));
        } catch (UsageException e) {
            assumeFalse(e.getMessage().contains("apt-get install"), e.getMessage());
            throw e;
        }
    }

    private static Similarity anyOf(PeerKind kind) {
        return kind == PeerKind.JVECTOR ? Similarity.COSINE : Similarity.DOT;
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void findsTrueNeighbours(PeerKind kind) throws IOException {
        for (Similarity similarity : Similarity.values()) {
            if (similarity == Similarity.DOT && anyOf(kind) != Similarity.DOT) {
                continue;
            }
            try (Peer peer = create(kind, similarity)) {
                Vectors queries = Samples.random("queries", 50, BASE.dimension(), 8);
                HnswTask task =
                        new HnswTask(
                                BASE,
                                queries,
                                HnswSettings.of(similarity),
                                K,
                                List.of(K, 100),
                                new Rounds(1, Duration.ZERO));
                Progress silent = new Progress(new PrintWriter(Writer.nullWriter()));
                List<HnswResult> results = new HnswBenchmark(task, List.of(peer), silent).run();

                assertThat(results.getFirst().recall())
                        .as("%s narrow", similarity)
                        .isGreaterThan(.5);
                assertThat(results.getLast().recall()).as("%s wide", similarity).isGreaterThan(.95);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void findsARowByItself(PeerKind kind) throws IOException {
        try (Peer peer = create(kind, Similarity.EUCLIDEAN)) {
            AtomicInteger rows = new AtomicInteger();
            peer.build(BASE.rows(), rows::set);

            assertThat(rows).hasValue(BASE.size());
            for (int row = 0; row < BASE.size(); row++) {
                assertThat(peer.search(BASE.rows().get(row), 1, BASE.size())).containsExactly(row);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void givesKRowsWhateverTheBeam(PeerKind kind) throws IOException {
        try (Peer peer = create(kind, anyOf(kind))) {
            peer.build(BASE.rows(), _ -> {});
            float[] query = BASE.rows().getFirst();

            assertThat(peer.search(query, 10, 1)).hasSize(10).doesNotHaveDuplicates();
            assertThat(peer.search(query, 10, 100)).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void weighsAtLeastItsRows(PeerKind kind) throws IOException {
        try (Peer peer = create(kind, Similarity.EUCLIDEAN)) {
            peer.build(BASE.rows(), _ -> {});

            assertThat(peer.bytes()).isGreaterThan(BASE.size() * 24L * Float.BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void takesARowOfZerosAndMoreThanAThousandDimensions(PeerKind kind) throws IOException {
        List<float[]> rows = new ArrayList<>(Samples.random("wide", 20, 1500, 4).rows());
        rows.add(new float[1500]);
        try (Peer peer = create(kind, Similarity.COSINE)) {
            peer.build(rows, _ -> {});

            assertThat(peer.search(rows.get(7), 1, 20)).containsExactly(7);
            assertThat(peer.search(new float[1500], 3, 20)).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void leavesTheCallersRowsAlone(PeerKind kind) throws IOException {
        List<float[]> rows = List.of(new float[] {3, 4}, new float[] {0, 2});
        try (Peer peer = create(kind, Similarity.COSINE)) {
            peer.build(rows, _ -> {});
            assertThat(peer.search(rows.getFirst(), 1, 1)).containsExactly(0);
        }
        assertThat(rows.getFirst()).containsExactly(3, 4);
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void saysWhatItIs(PeerKind kind) throws IOException {
        try (Peer peer = create(kind, anyOf(kind))) {
            assertThat(peer.library()).isEqualTo(kind.label());
            assertThat(peer.version()).matches("[0-9]+\\.[0-9]+.*|unknown");
            assertThat(peer.backend()).matches("(?i).*(scalar|panama|native|vector).*");
        }
    }

    @ParameterizedTest
    @EnumSource(PeerKind.class)
    void closesUnbuiltAndTwice(PeerKind kind) throws IOException {
        Peer unbuilt = create(kind, anyOf(kind));
        unbuilt.close();

        Peer built = create(kind, anyOf(kind));
        built.build(BASE.rows(), _ -> {});
        built.close();
        built.close();

        assertThatThrownBy(() -> built.search(BASE.rows().getFirst(), 1, 1))
                .hasMessageContaining("closed");
    }

    @Test
    void refusesSettingsThatLuceneCannotTake() {
        HnswSettings wide = HnswSettings.of(Similarity.DOT).withEfConstruction(5000);

        assertThatThrownBy(() -> PeerKind.LUCENE.create(wide))
                .isInstanceOf(UsageException.class)
                .hasMessage("lucene: efConstruction must be in 1..3200 but was 5000");
    }

    @Test
    void refusesTheDotProductWhereItTakesUnitRowsOnly() {
        assertThatThrownBy(() -> PeerKind.JVECTOR.create(HnswSettings.of(Similarity.DOT)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("jvector: similarity must be EUCLIDEAN or COSINE");
    }

    @Test
    void isFoundByName() {
        assertThat(PeerKind.named("Lucene")).isEqualTo(PeerKind.LUCENE);
        assertThatThrownBy(() -> PeerKind.named("faiss"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "a peer must be one of lanes, lanes-float32, lanes-int4, lanes-binary,"
                                + " lanes-codes, lucene, hnswlib, jvector, jelmerk but was"
                                + " \"faiss\"");
    }
}
