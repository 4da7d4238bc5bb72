package dev.lanes.jmh.bm25;

import dev.lanes.jmh.Settings;
import dev.lanes.jmh.UsageException;
import dev.lanes.search.Document;
import dev.lanes.search.JsonLines;
import dev.lanes.search.evaluation.Judgements;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The data sets of texts that are known by name, in the folder that [Settings#data()] tells.
public enum TextDataSet {
    /// BEIR's SciFact: abstracts, title and text as one, and the 300 queries of the test.
    SCIFACT("scifact", "_id", "text"),
    /// Titles and overviews of movies, and the queries that people judged.
    MOVIES("movies", "id", "overview");

    private static final int JUDGEMENT_COLUMNS = 4;

    private final String label;
    private final String idField;
    private final String bodyField;

    TextDataSet(String label, String idField, String bodyField) {
        this.label = label;
        this.idField = idField;
        this.bodyField = bodyField;
    }

    /// The data set with a given name.
    ///
    /// @param name in any case
    /// @throws UsageException when there is none; the message lists those that exist
    public static TextDataSet named(String name) {
        return Arrays.stream(values())
                .filter(set -> set.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "a data set must be one of %s but was \"%s\""
                                        .formatted(names(), name)));
    }

    private static String names() {
        return Arrays.stream(values()).map(set -> set.label).collect(Collectors.joining(", "));
    }

    /// The folder of the data set.
    ///
    /// @throws UsageException when nobody said where data sets are
    public Path folder() {
        return Settings.data()
                .orElseThrow(() ->
                        new UsageException(
                                "--dataset needs the folder that has %s: set LANES_DATA to it"
                                        .formatted(label)))
                .resolve(label);
    }

    /// Reads and splits the texts.
    ///
    /// @param maxQueries where to stop
    public TextCorpus read(int maxQueries) throws IOException {
        List<String> ids = new ArrayList<>();
        List<List<String>> documents = new ArrayList<>();
        readLines(
                folder().resolve("corpus.jsonl.gz"),
                (id, document) -> {
                    ids.add(id);
                    documents.add(
                            Tokens.of(
                                    Stream.of("title", bodyField)
                                            .flatMap(field -> document.text(field).stream())
                                            .collect(Collectors.joining(" "))));
                });
        Queries all = queries();
        Map<String, String> texts = all.texts();
        List<String> queries =
                all.judgements().queries().stream()
                        .filter(texts::containsKey)
                        .limit(maxQueries)
                        .toList();
        Map<String, Map<String, Integer>> judged = new LinkedHashMap<>();
        queries.forEach(query -> judged.put(query, all.judgements().of(query)));
        return new TextCorpus(
                label,
                ids,
                documents,
                queries,
                queries.stream().map(texts::get).map(Tokens::of).toList(),
                Judgements.of(judged));
    }

    /// What is asked of a data set.
    ///
    /// @param texts of queries by their ids, in the order of the file; SciFact has some that nobody
    ///   judged
    /// @param judgements of them
    public record Queries(Map<String, String> texts, Judgements judgements) {}

    /// Reads the queries.
    public Queries queries() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Judgements all =
                switch (this) {
                    case SCIFACT -> readBeir(texts);
                    case MOVIES -> readMovies(texts);
                };
        return new Queries(texts, all);
    }

    private void readLines(Path file, BiConsumer<String, Document> each) throws IOException {
        try (JsonLines lines = JsonLines.open(file)) {
            for (Document line : lines) {
                each.accept(line.text(idField).orElseThrow(), line);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Judgements readBeir(Map<String, String> texts) throws IOException {
        readLines(
                folder().resolve("queries.jsonl.gz"),
                (id, query) -> texts.put(id, query.text("text").orElse("")));
        return Judgements.read(folder().resolve("qrels").resolve("test.tsv"));
    }

    /// Query id, query, document id and grade, under a head.
    private Judgements readMovies(Map<String, String> texts) throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        Path file = folder().resolve("judgments.tsv.gz");
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] columns = line.split("\t", -1);
                if (columns.length != JUDGEMENT_COLUMNS) {
                    throw new IOException(
                            "%s: a judgement must have %d columns but was \"%s\""
                                    .formatted(file, JUDGEMENT_COLUMNS, line));
                }
                texts.putIfAbsent(columns[0], columns[1]);
                grades.computeIfAbsent(columns[0], _ -> new LinkedHashMap<>())
                        .put(columns[2], Integer.valueOf(columns[3]));
            }
        }
        return Judgements.of(grades);
    }
}
