package dev.lanes.search.cli;

import dev.lanes.search.DocumentCollection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lanes export`: writes the documents of a collection.
@Command(
        name = "export",
        description = {
            "Writes all documents as they came in, one a line, in the order in which they were put.",
            "'lanes index' makes a collection of them, 'lanes import' adds them to one."
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The collection.")
    private Path directory;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "A file that does not exist yet, gzipped if its name ends in .gz. Default:"
                            + " standard output.")
    private Optional<Path> out = Optional.empty();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (out.isPresent() && Files.exists(out.get(), LinkOption.NOFOLLOW_LINKS)) {
            throw new UserErrorException(
                    out.get() + " exists; it was left as it is",
                    "give an --out that does not exist yet");
        }
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            if (out.isPresent()) {
                export(collection, out.get());
            } else {
                collection.forEach(document -> console.results().line(document.json()));
                console.results().flush();
            }
        }
        return ExitCodes.DONE;
    }

    /// Under another name until all is written.
    private void export(DocumentCollection collection, Path file) throws IOException {
        String name = file.getFileName().toString();
        Path unfinished =
                file.resolveSibling(".%s.tmp-%d".formatted(name, ProcessHandle.current().pid()));
        try {
            long documents = write(collection, unfinished, compression(name));
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            console.note("%s: %s".formatted(file, Words.count(documents, "document")));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private enum Compression {
        NONE,
        GZIP
    }

    private static Compression compression(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? Compression.GZIP : Compression.NONE;
    }

    private static long write(DocumentCollection collection, Path file, Compression compression)
            throws IOException {
        long[] documents = {0};
        try (OutputStream plain = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                OutputStream bytes =
                        compression == Compression.GZIP ? new GZIPOutputStream(plain) : plain;
                Writer lines =
                        new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            collection.forEach(document -> {
                try {
                    lines.write(document.json());
                    lines.write('\n');
                    documents[0]++;
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "cannot write " + file + ": " + e.getMessage(), e);
                }
            });
        }
        return documents[0];
    }
}
