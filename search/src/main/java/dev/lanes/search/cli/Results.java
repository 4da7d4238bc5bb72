package dev.lanes.search.cli;

import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Standard output. In contrast to a PrintStream it tells when nobody reads it any more and when
/// there is no room for it.
final class Results {
    private final Writer out;
    private Optional<IOException> unnoticed = Optional.empty();

    Results(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /// The reader of standard output went away, as `head` does when it has seen enough.
    static final class ReaderGoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ReaderGoneException(IOException cause) {
            super(cause);
        }
    }

    /// Prints one line.
    void line(String text) {
        try {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Hands on what was printed so far.
    void flush() {
        try {
            out.flush();
            if (unnoticed.isPresent()) {
                throw unnoticed.get();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// For picocli's help. A PrintWriter keeps quiet about what fails; [#flush()] tells.
    PrintWriter writer() {
        return new PrintWriter(new Remembering());
    }

    private final class Remembering extends FilterWriter {
        private Remembering() {
            super(Results.this.out);
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                unnoticed = Optional.of(e);
                throw e;
            }
        }
    }

    private static RuntimeException failure(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            return new ReaderGoneException(e);
        }
        IOException named = new IOException("cannot write to standard output: " + message, e);
        return new UncheckedIOException(named.getMessage(), named);
    }
}
