package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void aFileIsReadIntoMemory(@TempDir Path folder) throws IOException {
        var path = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
        try (var memory = OffHeap.forOwner("test");
                var channel = FileChannel.open(path)) {
            var segment = memory.load(channel);
            assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 3);
            assertThat(memory.allocatedBytes()).isEqualTo(3);
            assertThat(memory.mappedBytes()).isZero();
            assertThatThrownBy(() -> OffHeap.fill(memory.allocate(4), channel))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("file must have 4 bytes but ended after 3");
            Files.write(path, new byte[0]);
            assertThatThrownBy(() -> memory.load(channel)).isInstanceOf(EOFException.class);
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

    @Test
    void aLeaseMayBeGivenBackByAnotherThread() {
        var memory = OffHeap.forOwner("test");
        var segment = memory.allocate(8);
        var leases = new ArrayList<Lease>();
        for (int i = 0; i < 100; i++) {
            CompletableFuture.runAsync(() -> leases.add(memory.lease())).join();
        }
        memory.close();
        for (var lease : leases) {
            assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isZero();
            lease.close();
        }
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_LONG, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allocationsAreZeroedAlignedAndApart() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var memory = OffHeap.forOwner("test")) {
            var all = new TreeMap<Long, MemorySegment>();
            long bytes = 0;
            for (int i = 0; i < 300; i++) {
                var segment = memory.allocate(1 + random.nextInt(1 << random.nextInt(1, 23)));
                assertThat(segment.address() % OffHeap.ALIGNMENT).as("seed %d", seed).isZero();
                assertThat(
                                segment.mismatch(
                                        MemorySegment.ofArray(new byte[(int) segment.byteSize()])))
                        .as("seed %d, allocation %d", seed, i)
                        .isEqualTo(-1);
                segment.fill((byte) 1);
                all.put(segment.address(), segment);
                bytes += segment.byteSize();
            }
            assertThat(memory.allocatedBytes()).isEqualTo(bytes);
            long end = 0;
            for (var segment : all.values()) {
                assertThat(segment.address()).as("seed %d", seed).isGreaterThanOrEqualTo(end);
                end = segment.address() + segment.byteSize();
            }
        }
    }

    @Test
    void aLimitIsKeptAndNamed() {
        try (var memory = OffHeap.limited("HNSW index", 1000)) {
            var segment = memory.allocate(600);
            assertThatThrownBy(() -> memory.allocate(401))
                    .isInstanceOf(MemoryLimitException.class)
                    .hasMessage(
                            "allocated memory of HNSW index must be at most 1000 bytes but would be 1001");
            assertThatThrownBy(() -> memory.allocate(1L << 60))
                    .isInstanceOf(MemoryLimitException.class);
            assertThat(memory.allocatedBytes()).isEqualTo(600);
            assertThat(segment.get(ValueLayout.JAVA_BYTE, 599)).isZero();
            memory.allocate(400);
            assertThat(memory.allocatedBytes()).isEqualTo(1000);
        }
    }

    @Test
    void badSizesAreRefused() {
        try (var memory = OffHeap.forOwner("test")) {
            for (long wrong : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> memory.allocate(wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("bytes must be in 1..%d but were %d", 1L << 60, wrong);
            }
            assertThatThrownBy(() -> memory.allocate(1L << 60))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(memory.allocatedBytes()).isZero();
            assertThat(memory.allocate(1).byteSize()).isEqualTo(1);
        }
        assertThatThrownBy(() -> OffHeap.limited("test", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("memory limit must be at least 0 bytes but was -1");
    }

    /// Whoever asks, no more than the limit is given, and all of it.
    @RepeatedTest(5)
    void threadsShareALimit() {
        try (var memory = OffHeap.limited("test", 1000)) {
            var given = new AtomicInteger();
            var threads = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 4; i++) {
                threads.add(
                        CompletableFuture.runAsync(() -> {
                            for (int j = 0; j < 1000; j++) {
                                try {
                                    memory.allocate(1);
                                    given.incrementAndGet();
                                } catch (MemoryLimitException e) {
                                    assertThat(memory.allocatedBytes()).isEqualTo(1000);
                                }
                            }
                        }));
            }
            threads.forEach(CompletableFuture::join);
            assertThat(given).hasValue(1000);
        }
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
