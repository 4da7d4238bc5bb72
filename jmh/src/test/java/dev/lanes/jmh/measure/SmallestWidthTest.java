package dev.lanes.jmh.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallestWidthTest {
    @Test
    void findsTheSmallestThatIsEnough() {
        for (int smallest = 10; smallest < 300; smallest++) {
            int enough = smallest;
            assertThat(SmallestWidth.of(10, width -> width >= enough, _ -> false))
                    .hasValue(smallest);
        }
    }

    @Test
    void givesUpAtTheWidest() {
        assertThat(SmallestWidth.of(10, _ -> false, width -> width >= 100)).isEmpty();
    }
}
