package dev.lanes.search.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The oracle keeps the community of every row and cuts them one after the other.
class CommunityDetectionTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final OffHeap memory = OffHeap.forOwner("test");
    private final RowSource source = new RowSource(random, memory);
    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void close() {
        threads.close();
        memory.close();
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void findsWhatTheOracleFinds(Similarity similarity) {
        for (int turn = 0; turn < 60; turn++) {
            int dimension = 1 + random.nextInt(12);
            var rows =
                    random.nextBoolean()
                            ? source.whole(random.nextInt(150), dimension)
                            : source.clustered(random.nextInt(150), dimension, 6);
            var matrix = source.matrix(rows, dimension, similarity);
            var scores = RowSource.scores(matrix);
            // The score of a pair, exactly.
            float threshold =
                    rows.length == 0 || random.nextInt(4) == 0
                            ? .75f
                            : scores[0][random.nextInt(rows.length)];
            var settings =
                    CommunitySettings.of(threshold, 1 + random.nextInt(10))
                            .withChunks(1 + random.nextInt(20), 1 + random.nextInt(160))
                            .with(Execution.of(threads, 1 + random.nextInt(4)));
            assertThat(SemanticSearch.communityDetection(matrix, settings))
                    .as("seed %d, turn %d, %d rows, %s", seed, turn, rows.length, settings)
                    .isEqualTo(oracle(scores, settings));
        }
    }

    private static List<Community> oracle(float[][] scores, CommunitySettings settings) {
        var all = new ArrayList<Community>();
        for (int centre = 0; centre < scores.length; centre++) {
            all.add(new Community(centre, close(scores[centre], centre, settings.threshold())));
        }
        Comparator<Community> largestFirst =
                Comparator.comparing(
                        community -> community.members().size(), Comparator.reverseOrder());
        all.sort(largestFirst);
        Set<Integer> taken = new HashSet<>();
        var found = new ArrayList<Community>();
        for (var community : all) {
            var left = new ArrayList<>(community.members());
            left.removeAll(taken);
            if (left.size() >= settings.minSize()) {
                found.add(new Community(community.centre(), left));
                taken.addAll(left);
            }
        }
        found.sort(largestFirst);
        return found;
    }

    private static List<Integer> close(float[] scores, int centre, float threshold) {
        var close = new ArrayList<Integer>();
        close.add(centre);
        IntStream.range(0, scores.length)
                .filter(row -> row != centre && scores[row] >= threshold)
                .boxed()
                .sorted(
                        Comparator.<Integer, Float>comparing(row -> -scores[row])
                                .thenComparing(row -> row))
                .forEach(close::add);
        return close;
    }

    /// Three topics and a row that belongs to none.
    @Test
    void separatesWhatIsApart() {
        float[][] rows = {
            {1, 0, 0}, {0, 1, 0}, {.9f, .1f, 0}, {0, 0, 1}, {0, .9f, .1f}, {1, .1f, 0}, {1, 1, 1}
        };
        assertThat(SemanticSearch.communityDetection(rows, CommunitySettings.of(.9f, 2)))
                .containsExactly(
                        new Community(0, List.of(0, 5, 2)), new Community(1, List.of(1, 4)));
    }

    /// The row between two groups has most rows close to it, so both groups are its community.
    @Test
    void aLargerCommunityTakesRowsFromASmallerOne() {
        float[][] rows = {{1, 0}, {1, .1f}, {1, 1}, {.1f, 1}, {0, 1}, {0, 1.1f}};
        // 2 sees all; 4 sees 2, 3, 5 and itself, of which none is left.
        assertThat(SemanticSearch.communityDetection(rows, CommunitySettings.of(.7f, 2)))
                .containsExactly(new Community(2, List.of(2, 1, 3, 0, 4, 5)));
    }

    @Test
    void communitiesDoNotOverlapAndAreLargeEnoughAndCloseToTheirCentres() {
        var rows = source.clustered(2000, 16, 40);
        var matrix = source.matrix(rows, 16, Similarity.COSINE);
        var scores = RowSource.scores(matrix);
        var settings =
                CommunitySettings.of(.8f, 5).withChunks(64, 333).with(Execution.of(threads, 3));

        var communities = SemanticSearch.communityDetection(rows, settings);

        assertThat(communities).as("seed %d", seed).hasSizeGreaterThan(10);
        Set<Integer> seen = new HashSet<>();
        int last = Integer.MAX_VALUE;
        for (var community : communities) {
            assertThat(community.members()).as("seed %d", seed).hasSizeBetween(5, last);
            last = community.members().size();
            for (int member : community.members()) {
                assertThat(seen.add(member)).as("seed %d: row %d twice", seed, member).isTrue();
                assertThat(
                                member == community.centre()
                                        || scores[community.centre()][member] >= .8f)
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    @Test
    void noRowsHaveNoCommunities() {
        assertThat(SemanticSearch.communityDetection(new float[0][], CommunitySettings.of(.5f, 1)))
                .isEmpty();
        assertThat(
                        SemanticSearch.communityDetection(
                                source.whole(1, 3), CommunitySettings.of(2, 1)))
                .containsExactly(new Community(0, List.of(0)));
    }

    @Test
    void refusesWhatIsNoSetting() {
        assertThatThrownBy(() -> CommunitySettings.of(Float.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold must be a number but was NaN");
        assertThatThrownBy(() -> CommunitySettings.of(.5f, 0))
                .hasMessage("minSize must be in 1..2147483647 but was 0");
        assertThatThrownBy(() -> CommunitySettings.of(.5f, 1).withChunks(0, 1))
                .hasMessage("queryChunk must be in 1..1024 but was 0");
        assertThatThrownBy(() ->
                        SemanticSearch.communityDetection(
                                new float[][] {{1, 2}, {1}}, CommunitySettings.of(.5f, 1)))
                .hasMessage("row 1 of the corpus: vector must have dimension 2 but had 1");
    }

    @Test
    void bothPassesAreCountedAndCanBeCancelled() {
        var rows = source.clustered(300, 4, 3);
        var done = new AtomicLong();
        var planned = new AtomicLong();
        var counting =
                Execution.of(threads, 2)
                        .withProgress((compared, of) -> {
                            done.set(compared);
                            planned.set(of);
                        });
        var settings = CommunitySettings.of(.9f, 300).withChunks(10, 50);
        SemanticSearch.communityDetection(rows, settings.with(counting));
        assertThat(done).as("seed %d", seed).hasValue(300 * 299 / 2);
        assertThat(planned).as("seed %d", seed).hasValue(300 * 299 / 2);

        var until = counting.withCancellation(() -> done.get() > 300 * 299 / 2);
        var any = CommunitySettings.of(-1, 1).withChunks(10, 50).with(until);
        done.set(0);
        assertThatThrownBy(() -> SemanticSearch.communityDetection(rows, any))
                .as("seed %d", seed)
                .isInstanceOf(CancellationException.class)
                .hasMessageEndingWith("of 134850 comparisons were done");
    }
}
