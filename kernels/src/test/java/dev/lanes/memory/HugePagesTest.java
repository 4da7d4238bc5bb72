package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.simd.Pages;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the system says of the memory of records.
class HugePagesTest {
    private static final Path SWITCH = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    @BeforeEach
    void assumePages() throws IOException {
        assumeTrue(Pages.load().isPresent(), "the native library does not load here");
        assumeTrue(
                Files.isReadable(SWITCH) && !Files.readString(SWITCH).contains("[never]"),
                "the system gives no huge pages: " + SWITCH);
    }

    @Test
    void largeRecordsLieInHugePages() throws IOException {
        try (var memory = OffHeap.forOwner("test")) {
            var records = Records.growing(memory, 1536);
            int count = (48 << 20) / 1536;
            records.reserve(count);
            var pieces = records.pieces(count);
            pieces.forEach(piece -> piece.fill((byte) 1));
            var last = mappingOf(pieces.getLast());
            assertThat(last).anyMatch(line -> line.startsWith("VmFlags:") && line.contains(" hg"));
            assertThat(kilobytes(last, "AnonHugePages:")).isGreaterThan(2048);
            // Less than a huge page of each slab is not theirs.
            assertThat(pieces).filteredOn(HugePagesTest::isHuge).hasSizeGreaterThan(28);
        }
    }

    @Test
    void smallRecordsTakeWhatTheyFill() throws IOException {
        try (var memory = OffHeap.forOwner("test")) {
            var records = Records.growing(memory, 1536);
            records.reserve(1);
            var chunk = records.segment(0);
            chunk.asSlice(0, 1536).fill((byte) 1);
            assertThat(kilobytes(mappingOf(chunk), "Rss:")).isLessThan(256);
        }
    }

    private static boolean isHuge(MemorySegment piece) {
        try {
            return kilobytes(mappingOf(piece), "AnonHugePages:") > 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The lines of the mapping that an address lies in.
    private static List<String> mappingOf(MemorySegment memory) throws IOException {
        var mapping = new ArrayList<String>();
        for (var line : Files.readAllLines(MAPPINGS)) {
            int dash = line.indexOf('-');
            boolean head = dash > 0 && line.indexOf(':') > line.indexOf(' ');
            if (head && !mapping.isEmpty()) {
                return mapping;
            }
            if (head) {
                long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
                long to = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
                if (memory.address() >= from && memory.address() < to) {
                    mapping.add(line);
                }
            } else if (!mapping.isEmpty()) {
                mapping.add(line);
            }
        }
        assertThat(mapping).as("mapping of %x", memory.address()).isNotEmpty();
        return mapping;
    }

    private static long kilobytes(List<String> mapping, String key) {
        var line = mapping.stream().filter(l -> l.startsWith(key)).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
