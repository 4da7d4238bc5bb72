package dev.lanes.sparse.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartWriterTest {
    private static final int ROWS = 200;

    private final Generations<TestParts.Sealed, TestParts.Fresh> generations =
            new Generations<>(new Generation<>(List.of(), List.of(new TestParts.Fresh())));

    private PartWriter<String, TestParts.Sealed, TestParts.Fresh> writer(
            Sealing<TestParts.Sealed, TestParts.Fresh> sealing) {
        var policy = new MergePolicy(TestParts.MOST_FRESH, Integer.MAX_VALUE);
        return new PartWriter<>("test", generations, sealing, policy);
    }

    @Test
    void endsWhereMergesGiveAsManyParts() {
        try (var writer = writer(new TestParts.Sealing(TestParts.MOST_FRESH))) {
            for (long id = 0; id < ROWS; id++) {
                writer.put(id, "row", PartWriter.OldRow.REFUSED);
            }
            writer.compact();
            assertThat(generations.now().sealed()).hasSize(ROWS / TestParts.MOST_FRESH);
            assertThat(generations.now().liveCount()).isEqualTo(ROWS);
        }
    }
}
