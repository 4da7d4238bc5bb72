package dev.lanes.jmh.references;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanes.jmh.bm25.TextDataSet;
import dev.lanes.search.Document;
import dev.lanes.search.JsonLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Judged movies, and queries that rerank-mini was not trained on.
///
/// @param passages what a cross-encoder reads of each movie, by its id
/// @param queries the first of them, in the order of the file
record Movies(Map<String, String> passages, List<Movies.Query> queries) {
    private static final int QUERIES = 400;
    private static final int ACTORS = 5;

    /// One in so many queries was held out.
    private static final int HELD_OUT = 10;

    /// @param grades of the judged movies that there are: some above 0, some not
    record Query(String text, Map<String, Integer> grades) {}

    static Movies read() throws IOException {
        Map<String, String> passages = new HashMap<>();
        try (JsonLines lines =
                JsonLines.open(TextDataSet.MOVIES.folder().resolve("corpus.jsonl.gz"))) {
            for (Document line : lines) {
                JsonNode movie = JsonMapper.shared().readTree(line.json());
                passages.put(movie.path("id").asString(), passage(movie));
            }
        }
        TextDataSet.Queries all = TextDataSet.MOVIES.queries();
        List<Query> queries = new ArrayList<>();
        all.texts()
                .forEach((id, text) -> {
                    Map<String, Integer> grades = new LinkedHashMap<>(all.judgements().of(id));
                    grades.keySet().retainAll(passages.keySet());
                    if (queries.size() < QUERIES && heldOut(text) && hasBoth(grades)) {
                        queries.add(new Query(text, grades));
                    }
                });
        return new Movies(passages, queries);
    }

    private static boolean heldOut(String query) {
        var crc = new CRC32();
        crc.update(query.toLowerCase(Locale.ROOT).getBytes(UTF_8));
        return crc.getValue() % HELD_OUT == 0;
    }

    private static boolean hasBoth(Map<String, Integer> grades) {
        return grades.values().stream().map(grade -> grade > 0).distinct().count() == 2;
    }

    private static String passage(JsonNode movie) {
        return "%s. %s %s Directed by %s with %s. %s"
                .formatted(
                        movie.path("title").asString(""),
                        movie.path("overview").asString(""),
                        list(movie.path("genres"), Integer.MAX_VALUE),
                        movie.path("director").asString(""),
                        list(movie.path("actors"), ACTORS),
                        movie.path("year").asString(""));
    }

    private static String list(JsonNode texts, int limit) {
        return texts.valueStream()
                .limit(limit)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }
}
