package dev.lanes.memory;

import static dev.lanes.memory.SectionFileLayout.*;

import java.io.EOFException;
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

/// A file of named sections, mapped or read into memory. Both check the header and the table of
/// sections, which takes the same time for every size; [#verify] reads and checks every byte.
///
/// Thread-safe. The bytes belong to the [OffHeap] that mapped or read them.
public final class SectionFile {
    /// Checksums are taken over pieces of this size, since a ByteBuffer ends at 2 GiB.
    private static final long PIECE = 1L << 28;

    private record Section(long offset, long bytes, int checksum) {}

    /// How a file gets into memory.
    private interface Reading {
        MemorySegment of(FileChannel channel) throws IOException;
    }

    private final Path path;

    /// A copy on the heap: what was checked is what is used, whatever becomes of the file.
    private final MemorySegment header;

    private final MemorySegment file;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private SectionFile(Path path, SectionFormat format, FileChannel channel, Reading reading)
            throws IOException {
        this.path = path;
        this.header = MemorySegment.ofArray(new byte[HEADER_BYTES]);
        OffHeap.fill(header, channel);
        checkHeader(format);
        this.file = reading.of(channel);
        readTable();
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
        return read(path, format, memory::map);
    }

    /// Reads a whole file into memory, for files that somebody else may cut or change later, and
    /// checks its header and table; what is no such file is refused before the rest is read.
    ///
    /// @param path the file
    /// @param format the kind and version that it must have
    /// @param memory owns the bytes, which count as allocated
    /// @return the file's sections
    /// @throws CorruptFileException when it is not such a file, a damaged one, or one that is cut
    ///   while it is read
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    /// @throws MemoryLimitException when the owner would have more than its limit
    public static SectionFile load(Path path, SectionFormat format, OffHeap memory)
            throws IOException {
        return read(path, format, memory::load);
    }

    private static SectionFile read(Path path, SectionFormat format, Reading reading)
            throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new SectionFile(path, format, channel, reading);
        } catch (EOFException e) {
            throw new CorruptFileException(path, e.getMessage());
        }
    }

    private void checkHeader(SectionFormat format) throws CorruptFileException {
        expect(MAGIC, format.magic(), name(MAGIC));
        expect(VERSION, "version " + format.version(), "version " + header.get(INT, VERSION));
        expect(CHECKSUM, hex(checksum(header)), hex(header.get(INT, CHECKSUM)));
    }

    private void readTable() throws CorruptFileException {
        expect(FILE_BYTES, header.get(LONG, FILE_BYTES) + " bytes", file.byteSize() + " bytes");
        int count = header.get(INT, COUNT);
        if (count < 0 || count > MAX_SECTIONS) {
            throw new CorruptFileException(
                    path, COUNT, "0..%d sections".formatted(MAX_SECTIONS), String.valueOf(count));
        }
        long end = HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            int entry = entry(i);
            long offset = header.get(LONG, entry + ENTRY_OFFSET);
            long bytes = header.get(LONG, entry + ENTRY_LENGTH);
            expect(entry + ENTRY_OFFSET, "offset " + end, "offset " + offset);
            if (bytes < 0 || bytes > file.byteSize() - offset) {
                throw new CorruptFileException(
                        path,
                        entry + ENTRY_LENGTH,
                        "at most %d bytes".formatted(file.byteSize() - offset),
                        String.valueOf(bytes));
            }
            end = offset + padded(bytes);
            var name = name(entry + ENTRY_NAME);
            var section = new Section(offset, bytes, header.get(INT, entry + ENTRY_CHECKSUM));
            if (sections.putIfAbsent(name, section) != null) {
                throw new CorruptFileException(
                        path,
                        entry,
                        "another name for each section",
                        "\"%s\" twice".formatted(name));
            }
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
    /// @return its bytes in the file
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
    /// @return its bytes in the file
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
        var bytes = header.asSlice(at, NAME_BYTES).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    }

    private static String hex(int checksum) {
        return "%08x".formatted(checksum);
    }
}
