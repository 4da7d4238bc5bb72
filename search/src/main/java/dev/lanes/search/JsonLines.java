package dev.lanes.search;

import dev.lanes.search.files.Utf8Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The documents of a file of JSON lines, one object a line, plain or gzipped.
///
/// Documents are read as they are asked for, so the file may be larger than memory; it can be gone
/// through once. Blank lines are skipped, and so is a byte order mark. Iterating throws an
/// [InvalidDocumentException] with the file and the line for broken JSON and an
/// [UncheckedIOException] when the file cannot be read. Who goes on after broken JSON gets the
/// lines behind it. Not thread-safe; the opener closes.
public final class JsonLines implements Iterable<Document>, AutoCloseable {
    private final Utf8Lines lines;
    private boolean started;

    private JsonLines(Utf8Lines lines) {
        this.lines = lines;
    }

    /// Opens a file; gzip is recognised by its content.
    ///
    /// @throws IOException when it cannot be read
    public static JsonLines open(Path file) throws IOException {
        return new JsonLines(Utf8Lines.open(file));
    }

    /// Reads a stream, which [#close()] closes.
    ///
    /// @param name what errors call it
    /// @throws IOException when it cannot be read
    public static JsonLines of(String name, InputStream in) throws IOException {
        return new JsonLines(Utf8Lines.of(name, in));
    }

    /// The documents in the order of their lines.
    ///
    /// @throws IllegalStateException the second time
    @Override
    public Iterator<Document> iterator() {
        if (started) {
            throw new IllegalStateException(lines.name() + " can be gone through once only");
        }
        started = true;
        return new Documents();
    }

    /// The number of the line that was read last, counted from 1.
    public long line() {
        return lines.number();
    }

    /// Closes the file. Closing twice is fine.
    @Override
    public void close() throws IOException {
        lines.close();
    }

    private final class Documents implements Iterator<Document> {
        private Optional<Document> next = Optional.empty();

        private Optional<Document> read() {
            try {
                Optional<String> line = lines.next();
                while (line.isPresent() && line.get().isBlank()) {
                    line = lines.next();
                }
                return line.map(l -> Document.ofLine(l, lines.name(), lines.number()));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }

        @Override
        public boolean hasNext() {
            if (next.isEmpty()) {
                next = read();
            }
            return next.isPresent();
        }

        @Override
        public Document next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Document document = next.orElseThrow();
            next = Optional.empty();
            return document;
        }
    }
}
