package dev.lanes.memory;

import static dev.lanes.memory.SectionFileLayout.*;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/// Writes a file of named sections beside its target and renames it into place when it is complete
/// and on disk. Until then, and after a failure or a kill, the target is what it was.
///
/// The file gets the permissions that any new file gets. For one thread.
public final class SectionFileWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final MemorySegment header = MemorySegment.ofArray(new byte[HEADER_BYTES]);
    private final int version;
    private final Set<String> names = new HashSet<>();

    /// What is written lies here first, so that its checksum is right even when somebody changes
    /// the original meanwhile, as rows are that nobody reads.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /// Of the section that is being written.
    private final CRC32C checksum = new CRC32C();

    /// Where the section that is being written starts, and -1 between sections.
    private long sectionStart = -1;

    private SectionFileWriter(Path target, Path temporary, SectionFormat format)
            throws IOException {
        this.target = target;
        this.temporary = temporary;
        this.version = format.version();
        this.channel =
                FileChannel.open(
                        temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        put(MAGIC, encoded(format.magic()));
    }

    /// Starts a file.
    ///
    /// @param target where the finished file will be, replacing what is there
    /// @param format what kind of file it is
    /// @return a writer without sections
    /// @throws IOException when the directory cannot be written
    public static SectionFileWriter create(Path target, SectionFormat format) throws IOException {
        var absolute = target.toAbsolutePath();
        var unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        var name = ".%s.%s.tmp".formatted(absolute.getFileName(), unique);
        var writer = new SectionFileWriter(absolute, absolute.resolveSibling(name), format);
        try {
            writer.channel.position(HEADER_BYTES);
            return writer;
        } catch (IOException e) {
            // Of an interrupted thread, which should leave no file either.
            try (writer) {
                throw e;
            }
        }
    }

    /// Appends a section.
    ///
    /// @param name one to eight ASCII characters, another for each section
    /// @param pieces the section's bytes, written one after the other. Each is read once: what
    ///   changes meanwhile is written as it was or as it is then
    /// @throws IOException when the disk is full or fails
    /// @throws IllegalArgumentException when the name is not like that
    public void section(String name, List<MemorySegment> pieces) throws IOException {
        begin(name);
        for (var piece : pieces) {
            append(piece);
        }
        end();
    }

    /// Begins a section that is [written][#append] piece by piece until its [end][#end].
    ///
    /// @param name one to eight ASCII characters, another for each section
    /// @throws IOException when the file was closed
    /// @throws IllegalArgumentException when the name is not like that
    /// @throws IllegalStateException when another section has no end yet
    public void begin(String name) throws IOException {
        requireBetweenSections();
        if (names.size() == MAX_SECTIONS) {
            throw new IllegalStateException(
                    "a file must have at most %d sections".formatted(MAX_SECTIONS));
        }
        var encoded = encoded(name);
        if (!names.add(name)) {
            throw new IllegalArgumentException(
                    "section names must differ but \"%s\" came twice".formatted(name));
        }
        put(entry(names.size() - 1) + ENTRY_NAME, encoded);
        sectionStart = channel.position();
        checksum.reset();
    }

    /// Writes more of the section that was begun.
    ///
    /// @param piece the bytes that come next
    /// @throws IOException when the disk is full or fails
    /// @throws IllegalStateException when no section was begun
    public void append(MemorySegment piece) throws IOException {
        requireSection();
        copy(piece);
    }

    /// Ends the section that was begun.
    ///
    /// @throws IOException when the disk is full or fails
    /// @throws IllegalStateException when no section was begun
    public void end() throws IOException {
        requireSection();
        long bytes = channel.position() - sectionStart;
        copy(MemorySegment.ofArray(new byte[(int) (padded(bytes) - bytes)]));
        int entry = entry(names.size() - 1);
        header.set(LONG, entry + ENTRY_OFFSET, sectionStart);
        header.set(LONG, entry + ENTRY_LENGTH, bytes);
        header.set(INT, entry + ENTRY_CHECKSUM, (int) checksum.getValue());
        sectionStart = -1;
    }

    private void requireSection() {
        if (sectionStart < 0) {
            throw new IllegalStateException("a section must be begun but none was");
        }
    }

    private void requireBetweenSections() {
        if (sectionStart >= 0) {
            throw new IllegalStateException("a section must be ended first but was not");
        }
    }

    private void copy(MemorySegment piece) throws IOException {
        for (long from = 0; from < piece.byteSize(); from += BUFFER_BYTES) {
            long bytes = Math.min(BUFFER_BYTES, piece.byteSize() - from);
            MemorySegment.copy(piece, from, MemorySegment.ofBuffer(buffer.clear()), 0, bytes);
            checksum.update(buffer.limit((int) bytes));
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private static byte[] encoded(String name) {
        var bytes = name.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < 1
                || bytes.length > NAME_BYTES
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(
                    "section name must have 1..8 ASCII characters but was \"%s\"".formatted(name));
        }
        return bytes;
    }

    private void put(int at, byte[] bytes) {
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, header, at, bytes.length);
    }

    /// Writes the header, forces everything to disk and puts the file in its place.
    ///
    /// @throws IOException when the disk is full or fails; the target is then what it was
    /// @throws IllegalStateException when a section has no end yet
    public void commit() throws IOException {
        requireBetweenSections();
        header.set(INT, VERSION, version);
        header.set(INT, COUNT, names.size());
        header.set(LONG, FILE_BYTES, channel.position());
        header.set(INT, CHECKSUM, SectionFile.checksum(header));
        var page = header.asByteBuffer();
        while (page.hasRemaining()) {
            channel.write(page, page.position());
        }
        channel.force(true);
        Files.move(
                temporary,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Durability.forceDirectory(target.getParent());
    }

    /// Ends the writing; a file that was not committed is deleted.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
