package dev.lanes.search.cli;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.CollectionSettings;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Encoders;
import dev.lanes.search.JsonLines;
import dev.lanes.search.SearchResult;
import dev.lanes.search.Took;
import dev.lanes.search.files.Utf8Lines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.CRC32C;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lanes demo`: shows the whole path on passages that come with Lanes.
@Command(
        name = "demo",
        description = "Indexes some passages that come with Lanes and answers three questions.")
final class DemoCommand implements Callable<Integer> {
    private static final String MODEL = "all-MiniLM-L6-v2";
    private static final String[] TEXT_FIELDS = {"title", "text"};
    private static final String FOLDER = "/dev/lanes/search/demo/";
    private static final int HITS = 3;

    private final Console console;

    @Option(
            names = {"-i", "--interactive"},
            description = "Asks for questions, until an empty line.")
    private boolean interactive;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        byte[] passages = resource("passages.jsonl");
        CRC32C crc = new CRC32C();
        crc.update(passages);
        String name = "lanes-demo-%08x".formatted(crc.getValue());
        long start = System.nanoTime();
        try (DemoDirectory directory = DemoDirectory.named(name);
                DenseEncoder encoder = DenseEncoder.open(MODEL)) {
            console.note("opened the model %s in %s".formatted(MODEL, since(start)));
            try (DocumentCollection collection =
                    collection(directory.collection(), passages, encoder)) {
                HitPrinter printer = new HitPrinter(console, collection.schema());
                if (interactive) {
                    askForQuestions(collection, printer);
                } else {
                    answerThree(collection, printer);
                }
            }
        }
        return ExitCodes.DONE;
    }

    private DocumentCollection collection(Path directory, byte[] passages, DenseEncoder encoder)
            throws IOException {
        if (DocumentCollection.exists(directory)) {
            try {
                DocumentCollection kept =
                        DocumentCollection.openToRead(directory, settings(encoder));
                console.note(
                        "%s were encoded and linked by an earlier demo"
                                .formatted(Words.count(kept.size(), "passage")));
                return kept;
            } catch (IOException | UncheckedIOException e) {
                console.note("making the collection again: " + e.getMessage());
            }
        }
        try (JsonLines documents =
                        JsonLines.of("passages.jsonl", new ByteArrayInputStream(passages));
                ProgressDisplay progress = ProgressDisplay.on(console)) {
            return DocumentCollection.builder(MODEL)
                    .textFields(TEXT_FIELDS)
                    .encoder(encoder)
                    .progress(progress)
                    .replace(directory, documents);
        } catch (FileAlreadyExistsException e) {
            // Another demo that ran at the same time was faster.
            return DocumentCollection.openToRead(directory, settings(encoder));
        }
    }

    private static CollectionSettings settings(DenseEncoder encoder) {
        return CollectionSettings.of().withEncoders(Encoders.of().with(MODEL, encoder));
    }

    private void answerThree(DocumentCollection collection, HitPrinter printer) throws IOException {
        try (Utf8Lines questions =
                Utf8Lines.of(
                        "questions.txt", new ByteArrayInputStream(resource("questions.txt")))) {
            for (Optional<String> question = questions.next();
                    question.isPresent();
                    question = questions.next()) {
                answer(collection, printer, question.get());
            }
        }
        console.note(
                """
                Where to go next:
                  lanes demo -i                 ask your own questions of these passages
                  lanes index --help            make a collection from your own documents
                  lanes models                  see which models there are\
                """);
    }

    private void askForQuestions(DocumentCollection collection, HitPrinter printer)
            throws IOException {
        console.note(
                "Ask about %s; an empty line ends it."
                        .formatted(Words.count(collection.size(), "passage")));
        try (Utf8Lines lines = Utf8Lines.of("standard input", console.in())) {
            prompt();
            for (Optional<String> line = lines.next();
                    line.isPresent() && !line.get().isBlank();
                    line = lines.next()) {
                answer(collection, printer, line.get());
                prompt();
            }
        }
    }

    private void prompt() {
        console.err().print("question> ");
        console.err().flush();
    }

    private void answer(DocumentCollection collection, HitPrinter printer, String question) {
        SearchResult result = collection.search(question, HITS);
        printer.print(result);
        Took took = result.took();
        console.note(
                "(encoded in %s, searched in %s, fetched in %s)\n"
                        .formatted(
                                Words.duration(took.encode()),
                                Words.duration(took.search()),
                                Words.duration(took.fetch())));
    }

    private static String since(long start) {
        return Words.duration(Duration.ofNanos(System.nanoTime() - start));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream(FOLDER + name)) {
            return in.readAllBytes();
        }
    }
}
