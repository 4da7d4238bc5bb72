package dev.lanes.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100, 499, 500, 501, 1000})
    void keepsWhatSortingWouldKeep(int k) {
        var random = new Random(k);
        var raws = new float[500];
        for (int i = 0; i < raws.length; i++) {
            raws[i] = random.nextInt(50);
        }
        var order = new ArrayList<>(IntStream.range(0, raws.length).boxed().toList());
        Collections.shuffle(order, random);
        var best = new TopK(k);
        for (int ordinal : order) {
            best.offer(ordinal, raws[ordinal]);
        }
        var expected =
                IntStream.range(0, raws.length)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingDouble(i -> -raws[i]))
                        .limit(k)
                        .toList();
        assertThat(drain(best).reversed()).isEqualTo(expected);
    }

    @Test
    void theThresholdIsWhatMustBePassed() {
        var best = new TopK(2);
        assertThat(best.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        best.offer(1, 5);
        assertThat(best.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        best.offer(2, 7);
        assertThat(best.threshold()).isEqualTo(5);
        best.offer(3, 6);
        assertThat(best.threshold()).isEqualTo(6);
    }

    @Test
    void passesOverNaN() {
        var best = new TopK(3);
        best.offer(1, Float.NaN);
        best.offer(2, Float.NEGATIVE_INFINITY);
        assertThat(drain(best)).containsExactly(2);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new TopK(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be at least 1 but was 0");
        assertThatThrownBy(() -> new TopK(1).removeWorst())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TopK(1).worst()).isInstanceOf(IllegalStateException.class);
    }

    private static List<Integer> drain(TopK best) {
        var ordinals = new ArrayList<Integer>();
        float last = Float.NEGATIVE_INFINITY;
        while (best.size() > 0) {
            assertThat(best.worst()).isGreaterThanOrEqualTo(last);
            last = best.worst();
            ordinals.add(best.removeWorst());
        }
        return ordinals;
    }
}
