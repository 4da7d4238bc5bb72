package dev.lanes.jmh.report;

import dev.lanes.jmh.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// A file that will be written when the work is done. It appears whole or not at all.
public final class OutputFile {
    private final Path file;

    private OutputFile(Path file) {
        this.file = file;
    }

    /// A file to be. That it can be written is tried at once, because the work that comes before
    /// may take an hour.
    ///
    /// @param option that named it, for messages
    /// @throws UsageException when the file cannot be written
    public static OutputFile of(String option, Path file) {
        Path absolute = file.toAbsolutePath();
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new UsageException("%s must name a file but %s is none".formatted(option, file));
        }
        Path folder = absolute.getParent();
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    "%s must name a file in a folder that exists but %s does not"
                            .formatted(option, folder));
        }
        try {
            Files.delete(Files.createTempFile(folder, "lanes-bench", ".tmp"));
        } catch (IOException e) {
            throw new UsageException(
                    "%s must name a file in a folder that can be written to but %s cannot"
                            .formatted(option, folder));
        }
        return new OutputFile(absolute);
    }

    /// What is written.
    @FunctionalInterface
    public interface Content {
        /// Writes all of it to a buffered stream, which the caller closes.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes the file, in place of an older one.
    public void write(Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        // A name of our own: what createTempFile makes, only its owner may read.
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary =
                target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), unique));
        try {
            try (OutputStream out =
                    new BufferedOutputStream(
                            Files.newOutputStream(
                                    temporary,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
