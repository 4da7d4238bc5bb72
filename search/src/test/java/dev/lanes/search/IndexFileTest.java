package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    private static final String QUESTION = "What do volcanoes bring to light?";

    private final Logger logger = Logger.getLogger("dev.lanes.search");
    private final List<String> log = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    log.add(new SimpleFormatter().formatMessage(record));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @TempDir private Path folder;
    private Path directory;
    private Path file;
    private List<DocumentHit> right;

    @BeforeEach
    void make() throws IOException {
        directory = folder.resolve("collection");
        try (DocumentCollection made = Passages.builder().create(directory, Passages.first(25))) {
            right = made.search(QUESTION, 25).hits();
        }
        file = file(directory, "index-1-");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private static Path file(Path directory, String prefix) throws IOException {
        String name =
                FileTrees.names(directory).stream()
                        .filter(other -> other.startsWith(prefix))
                        .findFirst()
                        .orElseThrow();
        return directory.resolve(name);
    }

    private void answersAfterARebuildBecause(String reason) throws IOException {
        log.clear();
        try (DocumentCollection opened = DocumentCollection.open(directory, Passages.settings())) {
            assertThat(opened.search(QUESTION, 25).hits()).isEqualTo(right);
        }
        assertThat(log).first().asString().contains(file.toString()).contains(reason);
    }

    private void opensWithoutARebuild() throws IOException {
        log.clear();
        DocumentCollection.open(directory, Passages.settings()).close();
        assertThat(log).isEmpty();
    }

    @Test
    void isRebuiltWhenMissing() throws IOException {
        Files.delete(file);
        answersAfterARebuildBecause("it is missing");
        opensWithoutARebuild();
    }

    @Test
    void isRebuiltWhenDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        answersAfterARebuildBecause("damaged");
        opensWithoutARebuild();
    }

    @Test
    void isRebuiltWhenItBelongsToOtherVectors() throws IOException {
        Path other = folder.resolve("other");
        Passages.builder().textFields("title").create(other, Passages.first(25)).close();
        Files.delete(file);
        Files.copy(file(other, "index-1-"), file);
        answersAfterARebuildBecause("it is not the file that was written");
        opensWithoutARebuild();
    }

    @Test
    void isMadeUnderAnotherNameWhereItCannotBeWrittenOver() throws IOException {
        // A directory in the file's place can neither be read nor be written over, by root either.
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        answersAfterARebuildBecause("rebuilding");
    }
}
