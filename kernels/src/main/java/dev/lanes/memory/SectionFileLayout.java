package dev.lanes.memory;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Where things are in a file of sections. Little-endian.
///
/// ```
/// page 0    magic[8] version:int count:int fileBytes:long checksum:int
///           at 64: count × { name[8] offset:long bytes:long checksum:int 0:int }, then zeros
/// page 1…   the sections in the order of the table, each padded with zeros to 64 bytes
/// ```
///
/// The header's checksum covers all of page 0 with the checksum itself taken as 0; a section's
/// checksum covers its padding too. So every byte of the file is under some checksum (CRC32C).
final class SectionFileLayout {
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final int HEADER_BYTES = 4096;
    static final int NAME_BYTES = 8;
    static final int ALIGNMENT = 64;

    static final int MAGIC = 0;
    static final int VERSION = 8;
    static final int COUNT = 12;
    static final int FILE_BYTES = 16;
    static final int CHECKSUM = 24;

    static final int TABLE = 64;
    static final int ENTRY_BYTES = 32;
    static final int ENTRY_NAME = 0;
    static final int ENTRY_OFFSET = 8;
    static final int ENTRY_LENGTH = 16;
    static final int ENTRY_CHECKSUM = 24;

    static final int MAX_SECTIONS = (HEADER_BYTES - TABLE) / ENTRY_BYTES;

    private SectionFileLayout() {}

    static int entry(int index) {
        return TABLE + index * ENTRY_BYTES;
    }

    static long padded(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
