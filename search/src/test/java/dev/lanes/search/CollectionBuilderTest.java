package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lanes.inference.UnknownModelException;
import dev.lanes.search.retrieval.Retriever;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionBuilderTest {
    @TempDir private Path folder;

    private void refuses(List<Document> documents, String message) throws IOException {
        Path directory = folder.resolve("refused");
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Passages.builder().create(directory, documents))
                .withMessage(message);
        assertThat(FileTrees.names(folder)).isEmpty();
    }

    @Test
    void refusesBadDocuments() throws IOException {
        Document good = Document.of("1", "a text");
        refuses(List.of(), "a collection must have at least one document but got none");
        refuses(
                List.of(good, Document.of(Map.of("id", 2))),
                "document 1: the field \"text\" is missing");
        refuses(
                List.of(good, Document.of(Map.of("id", 2, "text", 3))),
                "document 1: the field \"text\" must be a string but was a number");
        refuses(
                List.of(good, Document.of(Map.of("text", "no id"))),
                "document 1: the field \"id\" is missing");
        refuses(
                List.of(good, Document.of(Map.of("id", List.of(), "text", ""))),
                "document 1: the id field \"id\" must be a string or a number but was an array");
        refuses(
                List.of(good, Document.parse("{\"id\":\"\\ud800\",\"text\":\"b\"}")),
                "document 1: the id field \"id\" must be whole characters but has half of a surrogate pair");
        refuses(
                List.of(good, Document.of("2", "b"), Document.of(Map.of("id", 1, "text", "c"))),
                "document 2: an id must be there once but \"1\" is also the id of document 0");
    }

    @Test
    void refusesBadSettings() {
        assertThatExceptionOfType(UnknownModelException.class)
                .isThrownBy(() ->
                        DocumentCollection.builder("nonsense")
                                .create(folder.resolve("none"), Passages.first(1)))
                .withMessageContaining("all-MiniLM-L6-v2")
                .withMessageContaining("e5-small-v2");
        assertThatIllegalArgumentException().isThrownBy(() -> Passages.builder().m(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Passages.builder().m(100_000));
        assertThatIllegalArgumentException().isThrownBy(() -> Passages.builder().efConstruction(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Passages.builder().textFields())
                .withMessage("there must be at least one text field");
    }

    @Test
    void leavesWhatIsThereAlone() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("letter.txt"), "mine");
        List<Document> passages = Passages.first(2);

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Passages.builder().create(taken, passages));
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Passages.builder().replace(taken, passages))
                .withMessageContaining("not a Lanes collection");

        assertThat(FileTrees.names(folder)).containsExactly("taken");
        assertThat(FileTrees.names(taken)).containsExactly("letter.txt");
    }

    @Test
    void wantsTheParentToExist() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(
                        () -> Passages.builder().create(folder.resolve("a/b"), Passages.first(1)));
    }

    @Test
    void replacesACollectionWhileItIsOpen() throws IOException {
        Path directory = folder.resolve("replaced");
        List<Document> passages = Passages.first(20);
        Passages.builder().create(directory, passages.subList(0, 10)).close();
        try (DocumentCollection old =
                        DocumentCollection.openToRead(directory, Passages.settings());
                DocumentCollection now =
                        Passages.builder().replace(directory, passages.subList(10, 20))) {
            assertThat(now.search("anything", 20).hits())
                    .extracting(DocumentHit::document)
                    .containsExactlyInAnyOrderElementsOf(passages.subList(10, 20));
            assertThat(old.search("anything", 20).hits())
                    .extracting(DocumentHit::document)
                    .containsExactlyInAnyOrderElementsOf(passages.subList(0, 10));
        }
        assertThat(FileTrees.names(folder)).containsExactly("replaced");
        assertThat(FileTrees.names(directory)).hasSize(4).contains("lanes.db", "writer.lock");
    }

    @Test
    void replacesWhereALinkLeads() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path directory = elsewhere.resolve("replaced");
        Passages.builder().create(directory, Passages.first(2)).close();
        Path link = Files.createSymbolicLink(folder.resolve("link"), directory);
        List<String> siblings = new ArrayList<>();
        IndexingProgress look =
                new IndexingProgress() {
                    @Override
                    public void read(long documents) {
                        try {
                            siblings.addAll(FileTrees.names(elsewhere));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };

        Passages.builder().progress(look).replace(link, Passages.first(1)).close();

        // Beside the link it might lie on another file system, from which nothing can be renamed.
        assertThat(siblings).anyMatch(name -> name.startsWith(".replaced.tmp-"));
        assertThat(FileTrees.names(elsewhere)).containsExactly("replaced");
        try (DocumentCollection now = DocumentCollection.open(link, Passages.settings())) {
            assertThat(now.size()).isEqualTo(1);
        }
    }

    @Test
    void createsWhereALinkOnTheWayLeads() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Passages.builder().create(link.resolve("../made"), Passages.first(1)).close();
        assertThat(FileTrees.names(folder.resolve("elsewhere"))).containsExactly("deep", "made");
        assertThat(FileTrees.names(folder)).containsExactly("elsewhere", "link");
    }

    @Test
    void keepsTheOldOneWhenTheNewOneFails() throws IOException {
        Path directory = folder.resolve("kept");
        Passages.builder().create(directory, Passages.first(5)).close();
        List<Document> bad = List.of(Document.of("1", "a"), Document.of("1", "b"));

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Passages.builder().replace(directory, bad));

        try (DocumentCollection kept = DocumentCollection.open(directory, Passages.settings())) {
            assertThat(kept.size()).isEqualTo(5);
        }
        assertThat(FileTrees.names(folder)).containsExactly("kept");
    }

    @Test
    void leavesNothingWhenItIsStopped() throws IOException {
        for (IndexingProgress stop : stops()) {
            assertThatExceptionOfType(StopException.class)
                    .isThrownBy(() ->
                            Passages.builder()
                                    .progress(stop)
                                    .create(folder.resolve("stopped"), Passages.first(20)));
            assertThat(FileTrees.names(folder)).isEmpty();
        }
    }

    private static final class StopException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static List<IndexingProgress> stops() {
        return List.of(
                new IndexingProgress() {
                    @Override
                    public void read(long documents) {
                        throw new StopException();
                    }
                },
                new IndexingProgress() {
                    @Override
                    public void encoded(long documents, long total, long tokens) {
                        throw new StopException();
                    }
                },
                new IndexingProgress() {
                    @Override
                    public void linked(long documents, long total) {
                        throw new StopException();
                    }
                });
    }

    @Test
    void tellsOfItsProgress() throws IOException {
        List<String> calls = new ArrayList<>();
        IndexingProgress progress =
                new IndexingProgress() {
                    @Override
                    public void read(long documents) {
                        calls.add("read " + documents);
                    }

                    @Override
                    public void encoded(long documents, long total, long tokens) {
                        assertThat(tokens).isPositive();
                        calls.add("encoded " + documents + " of " + total);
                    }

                    @Override
                    public void linked(long documents, long total) {
                        calls.add("linked " + documents + " of " + total);
                    }
                };
        Passages.builder()
                .progress(progress)
                .create(folder.resolve("told"), Passages.first(2))
                .close();

        assertThat(calls)
                .containsSubsequence("read 1", "read 2", "encoded 2 of 2", "linked 2 of 2")
                .last()
                .isEqualTo("linked 2 of 2");
    }

    @Test
    void encodesMoreThanOneBatch() throws IOException {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            documents.add(Document.of("n" + i, Integer.toString(i)));
        }
        try (DocumentCollection collection =
                Passages.builder().create(folder.resolve("many"), documents)) {
            for (int i : new int[] {0, 511, 512, 1023, 1024, 1099}) {
                SearchRequest request =
                        SearchRequest.of(Integer.toString(i), 1)
                                .withRetriever(Retriever.exact("semantic"));
                assertThat(collection.search(request).ids()).containsExactly("n" + i);
            }
        }
    }
}
