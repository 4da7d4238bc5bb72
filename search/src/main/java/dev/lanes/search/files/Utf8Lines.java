package dev.lanes.search.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Lines of UTF-8 text with their numbers, from a plain or gzipped stream.
///
/// Gzip is recognised by its first two bytes, not by a file's name. A byte order mark at the start
/// is skipped, and so is the carriage return of a Windows line end. Bytes that are not UTF-8 are an
/// error, never replaced. Not thread-safe.
public final class Utf8Lines implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /// Longer lines are a file of another kind (one without line ends), not a document.
    static final int MAX_LINE_BYTES = 64 << 20;

    private final String name;
    private final InputStream in;
    private long number;

    private Utf8Lines(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /// Opens a file.
    public static Utf8Lines open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return of(file.toString(), raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Reads a stream that the returned object closes.
    ///
    /// @param name what errors call it
    public static Utf8Lines of(String name, InputStream raw) throws IOException {
        try {
            BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
            if (startsWith(in, 0x1f, 0x8b)) {
                in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            }
            if (startsWith(in, 0xef, 0xbb, 0xbf)) {
                in.skipNBytes(3);
            }
            return new Utf8Lines(name, in);
        } catch (EOFException | ZipException e) {
            throw brokenGzip(name + ", line 1", e);
        }
    }

    private static IOException brokenGzip(String place, IOException e) {
        return new IOException(place + ": broken gzip data: " + e.getMessage(), e);
    }

    private static boolean startsWith(BufferedInputStream in, int... bytes) throws IOException {
        in.mark(bytes.length);
        boolean same = true;
        for (int i = 0; i < bytes.length && same; i++) {
            same = in.read() == bytes[i];
        }
        in.reset();
        return same;
    }

    /// The next line without its end, or nothing after the last.
    public Optional<String> next() throws IOException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try {
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            while (b >= 0 && b != '\n') {
                if (line.size() == MAX_LINE_BYTES) {
                    throw new IOException(
                            "%s: a line must have at most %d bytes but has more"
                                    .formatted(place(), MAX_LINE_BYTES));
                }
                line.write(b);
                b = in.read();
            }
        } catch (EOFException | ZipException e) {
            throw brokenGzip(place(), e);
        }
        return Optional.of(decode(line.toByteArray()));
    }

    private String decode(byte[] bytes) throws IOException {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(place() + ": the text must be UTF-8 but is not", e);
        }
    }

    /// Whether a line, or a part of one, can be read without waiting.
    public boolean ready() throws IOException {
        return in.available() > 0;
    }

    /// The number of the line that [#next()] gave last, counted from 1.
    public long number() {
        return number;
    }

    /// What errors call the source.
    public String name() {
        return name;
    }

    /// Where the last line was: "facts.jsonl, line 3".
    public String place() {
        return name + ", line " + number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
