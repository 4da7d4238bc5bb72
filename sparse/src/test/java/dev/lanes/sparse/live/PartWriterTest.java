package dev.lanes.sparse.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartWriterTest {
    private static final int ROWS = 200;

    private final Generations<TestParts.Sealed, TestParts.Fresh> generations =
            new Generations<>(new Generation<>(List.of(), List.of(new TestParts.Fresh())));

    private PartWriter<String, TestParts.Sealed, TestParts.Fresh> writer(
            Sealing<TestParts.Sealed, TestParts.Fresh> sealing) {
        return writer(sealing, Thread.ofPlatform().daemon().factory());
    }

    private PartWriter<String, TestParts.Sealed, TestParts.Fresh> writer(
            Sealing<TestParts.Sealed, TestParts.Fresh> sealing, ThreadFactory threads) {
        var policy = new MergePolicy(TestParts.MOST_FRESH, Integer.MAX_VALUE);
        return new PartWriter<>("test", generations, sealing, policy, threads);
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

    @Test
    void goesOnWhenAThreadCannotBeStarted() {
        ThreadFactory none =
                _ -> {
                    throw new OutOfMemoryError("no thread");
                };
        try (var writer = writer(new TestParts.Sealing(ROWS), none)) {
            for (long id = 0; id <= TestParts.MOST_FRESH; id++) {
                writer.put(id, "row", PartWriter.OldRow.REFUSED);
            }
            assertThatThrownBy(writer::compact).hasMessageContaining("no thread");
            assertThat(generations.now().sealed()).hasSize(1);
            writer.compact();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(writer::settle).isInstanceOf(OutOfMemoryError.class);
            }
        }
    }

    @Test
    void doesNotTryAgainForEachDelete() {
        var started = new AtomicInteger();
        ThreadFactory none =
                _ -> {
                    started.getAndIncrement();
                    throw new OutOfMemoryError("no thread");
                };
        try (var writer = writer(new TestParts.Sealing(ROWS), none)) {
            for (long id = 0; id <= TestParts.MOST_FRESH; id++) {
                writer.put(id, "row", PartWriter.OldRow.REFUSED);
            }
            assertThat(writer.delete(0)).isTrue();
            assertThat(writer.delete(1)).isTrue();
            writer.settle();
            assertThat(started).hasValue(1);
        }
    }

    @Test
    void compactsWhileRowsKeepComing() throws InterruptedException {
        try (var writer = writer(new TestParts.Sealing(Integer.MAX_VALUE))) {
            var ends = new AtomicBoolean();
            var adding =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (long id = 0; !ends.get(); id++) {
                                    writer.put(id, "row", PartWriter.OldRow.REFUSED);
                                }
                            });
            for (int i = 0; i < 20; i++) {
                writer.compact();
            }
            ends.set(true);
            adding.join();
            long rows = generations.now().liveCount();
            writer.compact();
            assertThat(generations.now().sealed()).hasSizeLessThanOrEqualTo(1);
            assertThat(generations.now().liveCount()).isEqualTo((int) rows);
        }
    }
}
