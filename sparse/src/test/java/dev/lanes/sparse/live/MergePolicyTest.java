package dev.lanes.sparse.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergePolicyTest {
    private static final MergePolicy POLICY = new MergePolicy(10, 1000);

    private static Generation<TestParts.Sealed, TestParts.Fresh> four(boolean mayMerge) {
        var sealed =
                IntStream.range(0, MergePolicy.FAN)
                        .mapToObj(i -> new TestParts.Sealed(List.of((long) i), mayMerge))
                        .toList();
        return new Generation<>(sealed, List.of(new TestParts.Fresh()));
    }

    @Test
    void mergesFourOfATier() {
        var all = four(true);
        assertThat(POLICY.next(all))
                .hasValueSatisfying(next -> assertThat(next.sealed()).isEqualTo(all.sealed()));
    }

    @Test
    void leavesThoseThatMayNotMerge() {
        assertThat(POLICY.next(four(false))).isEmpty();
    }

    @Test
    void leavesThoseWithTooManyRows() {
        assertThat(new MergePolicy(10, 0).next(four(true))).isEmpty();
    }

    @Test
    void rewritesWhatIsMostlyDead() {
        var all = four(false);
        all.sealed().get(2).kill(0);
        assertThat(POLICY.next(all))
                .hasValueSatisfying(
                        next -> assertThat(next.sealed()).containsExactly(all.sealed().get(2)));
    }
}
