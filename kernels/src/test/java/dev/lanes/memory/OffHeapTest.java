package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OffHeapTest {
    @Test
    void memoryIsZeroedAlignedAndCounted() {
        try (var memory = OffHeap.forOwner("test")) {
            var segment = memory.allocate(1000);
            assertThat(segment.address() % OffHeap.ALIGNMENT).isZero();
            assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            assertThat(memory.allocatedBytes()).isEqualTo(1000);
        }
    }

    @Test
    void aClosedOwnerIsNamed() {
        var memory = OffHeap.forOwner("HNSW index");
        memory.close();
        memory.close();
        assertThatThrownBy(memory::lease)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("HNSW index is closed");
        assertThatThrownBy(() -> memory.allocate(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memoryLivesUntilTheLastLeaseIsGivenBack() {
        var memory = OffHeap.forOwner("test");
        var segment = memory.allocate(8);
        var first = memory.lease();
        var second = memory.lease();
        memory.close();
        first.close();
        first.close();
        assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isZero();
        second.close();
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_LONG, 0))
                .isInstanceOf(IllegalStateException.class);
        memory.close();
    }

    @RepeatedTest(20)
    void closingWhileOthersReadHurtsNobody() {
        var memory = OffHeap.forOwner("test");
        var segment = memory.allocate(8);
        segment.set(ValueLayout.JAVA_LONG, 0, 7);
        var reads = new AtomicInteger();
        var readers = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 4; i++) {
            readers.add(CompletableFuture.runAsync(() -> readUntilClosed(memory, segment, reads)));
        }
        while (reads.get() < 1000) {
            Thread.onSpinWait();
        }
        memory.close();
        readers.forEach(CompletableFuture::join);
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_LONG, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void readUntilClosed(
            OffHeap memory, MemorySegment segment, AtomicInteger reads) {
        while (true) {
            try (var _ = memory.lease()) {
                assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
                reads.incrementAndGet();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("test is closed");
                return;
            }
        }
    }
}
