package dev.lanes.memory;

import static dev.lanes.memory.SectionFileLayout.*;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// A mapped file of named sections. Opening checks the header and the table of sections, which
/// takes the same time for every size; [#verify] reads and checks every byte.
///
/// Thread-safe. The bytes belong to the [OffHeap] that mapped them.
public final class SectionFile {
    /// Checksums are taken over pieces of this size, since a ByteBuffer ends at 2 GiB.
    private static final long PIECE = 1L << 28;

    private record Section(long offset, long bytes, int checksum) {}

    private final Path path;
    private final MemorySegment file;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private SectionFile(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    /// Maps a file and checks its header and table.
    ///
    /// @param path the file
    /// @param format the kind and version that it must have
    /// @param memory owns the mapping
    /// @return the file's sections
    /// @throws CorruptFileException when it is not such a file, or a damaged one
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static SectionFile open(Path path, SectionFormat format, OffHeap memory)
            throws IOException {
        MemorySegment file;
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < HEADER_BYTES) {
                throw new CorruptFileException(
                        path,
                        channel.size(),
                        "at least %d bytes".formatted(HEADER_BYTES),
                        "the end of the file");
            }
            file = memory.map(channel);
        }
        var opened = new SectionFile(path, file);
        opened.readHeader(format);
        opened.readTable();
        return opened;
    }

    private void readHeader(SectionFormat format) throws CorruptFileException {
        expect(MAGIC, format.magic(), name(MAGIC));
        expect(VERSION, "version " + format.version(), "version " + file.get(INT, VERSION));
        expect(
                CHECKSUM,
                hex(checksum(file.asSlice(0, HEADER_BYTES))),
                hex(file.get(INT, CHECKSUM)));
        expect(FILE_BYTES, file.get(LONG, FILE_BYTES) + " bytes", file.byteSize() + " bytes");
    }

    private void readTable() throws CorruptFileException {
        int count = file.get(INT, COUNT);
        if (count < 0 || count > MAX_SECTIONS) {
            throw new CorruptFileException(
                    path, COUNT, "0..%d sections".formatted(MAX_SECTIONS), String.valueOf(count));
        }
        long end = HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            int entry = entry(i);
            long offset = file.get(LONG, entry + ENTRY_OFFSET);
            long bytes = file.get(LONG, entry + ENTRY_LENGTH);
            expect(entry + ENTRY_OFFSET, "offset " + end, "offset " + offset);
            if (bytes < 0 || bytes > file.byteSize() - offset) {
                throw new CorruptFileException(
                        path,
                        entry + ENTRY_LENGTH,
                        "at most %d bytes".formatted(file.byteSize() - offset),
                        String.valueOf(bytes));
            }
            end = offset + padded(bytes);
            sections.put(
                    name(entry + ENTRY_NAME),
                    new Section(offset, bytes, file.get(INT, entry + ENTRY_CHECKSUM)));
        }
        expect(FILE_BYTES, end + " bytes of sections", file.byteSize() + " bytes of sections");
    }

    /// Which file this is, for errors about what its sections hold.
    ///
    /// @return the path that it was opened with
    public Path path() {
        return path;
    }

    /// Whether there is a section.
    ///
    /// @param name the section
    /// @return whether the file has one of that name
    public boolean has(String name) {
        return sections.containsKey(name);
    }

    /// A section's bytes, not copied and not verified.
    ///
    /// @param name the section
    /// @return its bytes in the mapped file
    /// @throws CorruptFileException when the file has no such section
    public MemorySegment section(String name) throws CorruptFileException {
        var section = sections.get(name);
        if (section == null) {
            throw new CorruptFileException(
                    path, TABLE, "a section \"%s\"".formatted(name), sections.keySet().toString());
        }
        return file.asSlice(section.offset, section.bytes);
    }

    /// A section that must have a certain size.
    ///
    /// @param name the section
    /// @param bytes its size
    /// @return its bytes in the mapped file
    /// @throws CorruptFileException when there is none or it has another size
    public MemorySegment section(String name, long bytes) throws CorruptFileException {
        var segment = section(name);
        expect(
                sections.get(name).offset,
                "%d bytes in section \"%s\"".formatted(bytes, name),
                "%d bytes in section \"%s\"".formatted(segment.byteSize(), name));
        return segment;
    }

    /// Where a section starts, for error messages.
    ///
    /// @param name a section of this file
    /// @return bytes from the start of the file
    public long offset(String name) {
        return sections.get(name).offset;
    }

    /// Reads every byte and compares the checksums.
    ///
    /// @throws CorruptFileException naming the first section that is not what was written
    public void verify() throws CorruptFileException {
        for (var entry : sections.entrySet()) {
            var section = entry.getValue();
            int found = checksum(section.offset, padded(section.bytes));
            expect(
                    section.offset,
                    "checksum %s of section \"%s\""
                            .formatted(hex(section.checksum), entry.getKey()),
                    "checksum %s of section \"%s\"".formatted(hex(found), entry.getKey()));
        }
    }

    private int checksum(long offset, long bytes) {
        var checksum = new CRC32C();
        for (long at = 0; at < bytes; at += PIECE) {
            var piece = file.asSlice(offset + at, Math.min(PIECE, bytes - at));
            checksum.update(piece.asByteBuffer());
        }
        return (int) checksum.getValue();
    }

    /// The checksum of a header page, taken as if its own field were 0.
    static int checksum(MemorySegment header) {
        var page = MemorySegment.ofArray(new byte[HEADER_BYTES]).copyFrom(header);
        page.set(INT, CHECKSUM, 0);
        var checksum = new CRC32C();
        checksum.update(page.asByteBuffer());
        return (int) checksum.getValue();
    }

    private void expect(long at, String expected, String found) throws CorruptFileException {
        if (!expected.equals(found)) {
            throw new CorruptFileException(path, at, expected, found);
        }
    }

    private String name(long at) {
        var bytes = file.asSlice(at, NAME_BYTES).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    }

    private static String hex(int checksum) {
        return "%08x".formatted(checksum);
    }
}
