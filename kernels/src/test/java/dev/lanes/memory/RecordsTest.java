package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 1536, 3136, 16384, 1 << 21})
    void recordsStayWhereTheyAre(long stride) {
        try (var memory = OffHeap.forOwner("test")) {
            var records = Records.growing(memory, stride);
            int count = Math.toIntExact(Math.min(20_000, (32 << 20) / stride));
            var addresses = new long[count];
            for (int i = 0; i < count; i++) {
                records.reserve(i + 1);
                assertThat(records.segment(i).get(LONG, records.offset(i))).isZero();
                records.segment(i).set(LONG, records.offset(i), i + 1L);
                addresses[i] = records.segment(i).address() + records.offset(i);
            }
            for (int i = 0; i < count; i++) {
                assertThat(records.segment(i).address() + records.offset(i))
                        .isEqualTo(addresses[i]);
                assertThat(records.segment(i).get(LONG, records.offset(i))).isEqualTo(i + 1L);
            }
            long bytes = records.pieces(count).stream().mapToLong(p -> p.byteSize()).sum();
            assertThat(bytes).isEqualTo(count * stride);
        }
    }

    /// Four chunks are asked for and two allowed.
    @Test
    void whatWasReservedOutlastsARefusal() {
        long chunk = 4096 * 8;
        try (var memory = OffHeap.limited("test", 2 * chunk + 1)) {
            var records = Records.growing(memory, 8);
            records.reserve(1);
            records.segment(0).set(LONG, 0, 42);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> records.reserve(4 * 4096))
                        .isInstanceOf(MemoryLimitException.class)
                        .hasMessage(
                                "allocated memory of test must be at most 65537 bytes but would be 98304");
                assertThat(memory.allocatedBytes()).isEqualTo(2 * chunk);
            }
            assertThat(records.segment(0).get(LONG, 0)).isEqualTo(42);
            records.reserve(2 * 4096);
            assertThat(records.segment(4096).get(LONG, records.offset(4096))).isZero();
            assertThatThrownBy(() -> records.segment(2 * 4096))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /// Whole chunks and a part of one.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 4097, 10_000})
    void aPieceOfMemoryIsNotGrown(int count) {
        try (var memory = OffHeap.forOwner("test")) {
            var piece = memory.allocate(8L * count + 1).asSlice(0, 8L * count).asReadOnly();
            var records = Records.over(memory, piece, 8);
            records.reserve(count);
            for (int i = 0; i < count; i++) {
                assertThat(records.segment(i).address() + records.offset(i))
                        .isEqualTo(piece.address() + 8L * i);
            }
            long bytes = memory.allocatedBytes();
            assertThatThrownBy(() -> records.reserve(count + 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "records that cannot grow must be at most %d but would be %d",
                            count, count + 1);
            assertThat(memory.allocatedBytes()).isEqualTo(bytes);
        }
    }
}
