package dev.lanes.search.evaluation;

import dev.lanes.search.files.Utf8Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A data set in the layout of the BEIR benchmark (Thakur et al., 2021): `corpus.jsonl` with
/// documents (`_id`, `title`, `text`), `queries.jsonl` with queries (`_id`, `text`), and
/// `qrels/SPLIT.tsv` with judgements (see [Judgements#read(Path)]), each of them plain or gzipped
/// and then with `.gz` after its name. Safe for many threads.
public final class BeirFolder {
    private static final String JUDGEMENTS = ".tsv";

    private final Path folder;
    private final Path corpus;
    private final Path queries;

    private BeirFolder(Path folder, Path corpus, Path queries) {
        this.folder = folder;
        this.corpus = corpus;
        this.queries = queries;
    }

    /// Finds the files.
    ///
    /// @throws NoSuchFileException when corpus or queries are not there
    /// @throws IOException when the folder cannot be read
    public static BeirFolder open(Path folder) throws IOException {
        return new BeirFolder(
                folder.toRealPath(),
                plainOrGzipped(folder, "corpus.jsonl"),
                plainOrGzipped(folder, "queries.jsonl"));
    }

    private static Path plainOrGzipped(Path folder, String name) throws IOException {
        Path plain = folder.resolve(name);
        Path gzipped = folder.resolve(name + ".gz");
        if (Files.exists(plain)) {
            return plain;
        }
        if (Files.exists(gzipped)) {
            return gzipped;
        }
        throw new NoSuchFileException(
                plain.toString(), null, "there is neither this file nor one with .gz after it");
    }

    /// The name of the folder, which is the data set's.
    public String name() {
        return folder.getFileName().toString();
    }

    /// The documents, in the order of their lines. They are read as they are asked for, so the
    /// corpus may be larger than memory. The caller closes the stream.
    ///
    /// While it is gone through, an [UncheckedIOException] comes of a line that is no such
    /// document, with file and line in its message, and of a file that cannot be read.
    ///
    /// @throws IOException when the file cannot be read
    public Stream<BeirPassage> corpus() throws IOException {
        return lines(corpus, line -> new BeirPassage(line.id(), line.title(), line.text()));
    }

    /// The texts of all queries by id, in the order of their lines.
    ///
    /// @throws IOException when the file cannot be read, a line is no query, or an id occurs twice;
    ///   the message names file and line
    public Map<String, String> queries() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<BeirLine> lines = lines(queries, Function.identity())) {
            lines.forEach(line -> {
                if (texts.putIfAbsent(line.id(), line.text()) != null) {
                    throw new UncheckedIOException(
                            new IOException(
                                    "%s: ids of queries must differ but \"%s\" occurs twice"
                                            .formatted(line.place(), line.id())));
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return texts;
    }

    /// The texts of the queries that have judgements, in the order of the judgements.
    ///
    /// @throws IOException as [#queries()] does, and when a judged query is not there
    public Map<String, String> queries(Judgements judgements) throws IOException {
        Map<String, String> all = queries();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String query : judgements.queries()) {
            if (!all.containsKey(query)) {
                throw new IOException(
                        "%s must have every judged query but lacks \"%s\""
                                .formatted(queries, query));
            }
            texts.put(query, all.get(query));
        }
        return texts;
    }

    /// The names of the splits that have judgements, such as `test` and `train`, sorted.
    ///
    /// @throws IOException when the folder of the judgements cannot be read
    public List<String> splits() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("qrels"))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name)
                    .filter(name -> name.endsWith(JUDGEMENTS))
                    .map(name -> name.substring(0, name.length() - JUDGEMENTS.length()))
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    /// The judgements of a split.
    ///
    /// @param split such as `test`
    /// @throws IOException when there are none, or as [Judgements#read(Path)] does
    public Judgements judgements(String split) throws IOException {
        if (!splits().contains(split)) {
            throw new IOException(
                    "split must be one of %s, which %s has, but was \"%s\""
                            .formatted(
                                    String.join(", ", splits()), folder.resolve("qrels"), split));
        }
        return Judgements.read(plainOrGzipped(folder.resolve("qrels"), split + JUDGEMENTS));
    }

    private static <T> Stream<T> lines(Path file, Function<BeirLine, T> read) throws IOException {
        Utf8Lines lines = Utf8Lines.open(file);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new Lines(lines), traits), false)
                .map(read)
                .onClose(() -> close(lines));
    }

    private static void close(Utf8Lines lines) {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Blank lines are skipped.
    private static final class Lines implements Iterator<BeirLine> {
        private final Utf8Lines lines;
        private Optional<BeirLine> next = Optional.empty();

        Lines(Utf8Lines lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next.isEmpty()) {
                    Optional<String> line = lines.next();
                    if (line.isEmpty()) {
                        return false;
                    }
                    next =
                            line.filter(text -> !text.isBlank())
                                    .map(text -> BeirLine.parse(text, lines.place()));
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public BeirLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there is no further line");
            }
            BeirLine line = next.orElseThrow();
            next = Optional.empty();
            return line;
        }
    }
}
