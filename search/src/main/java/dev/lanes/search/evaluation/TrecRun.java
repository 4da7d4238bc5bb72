package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import dev.lanes.search.files.Utf8Lines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a retriever found for many queries, as TREC's run files hold it: lines of query id, `Q0`,
/// document id, rank, score and the name of the run, separated by blanks. Immutable.
///
/// Readers of such files, trec_eval among them, go by the scores and not by the ranks; so does
/// [#rankings()].
///
/// @param tag name of the run, without blanks
/// @param found by query what was found; a query that found nothing leaves no line in a file
public record TrecRun(String tag, Map<String, List<ScoredId>> found) {
    private static final int COLUMNS = 6;
    private static final Pattern BLANK = Pattern.compile("[ \\t\\x0B\\f\\r\\n]");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /// Copies the map.
    ///
    /// @throws IllegalArgumentException when a document occurs twice for a query
    public TrecRun {
        requireNonNull(tag, "tag");
        Map<String, List<ScoredId>> copy = new LinkedHashMap<>();
        found.forEach((query, hits) -> {
            Ranking.byScore(hits);
            copy.put(query, List.copyOf(hits));
        });
        found = Collections.unmodifiableMap(copy);
    }

    /// Reads a file, plain or gzipped. Lines that begin with `#` are comments; ranks are not looked
    /// at; the name is that of the last line.
    ///
    /// @throws IOException when the file cannot be read, a line has another form, or a document
    ///   occurs twice for a query; the message names the line
    public static TrecRun read(Path file) throws IOException {
        Map<String, List<ScoredId>> found = new LinkedHashMap<>();
        Map<String, Set<String>> seen = new HashMap<>();
        String tag = "";
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = line.get().strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                String[] columns = text.split(BLANK.pattern() + "+", -1);
                if (columns.length < COLUMNS || !finite(columns[4])) {
                    throw new IOException(
                            "%s: a result must be \"query Q0 document rank score run\" but was \"%s\""
                                    .formatted(lines.place(), text));
                }
                if (!seen.computeIfAbsent(columns[0], _ -> new HashSet<>()).add(columns[2])) {
                    throw new IOException(
                            "%s: a query must have each document once but \"%s\" has \"%s\" twice"
                                    .formatted(lines.place(), columns[0], columns[2]));
                }
                found.computeIfAbsent(columns[0], _ -> new ArrayList<>())
                        .add(new ScoredId(columns[2], Double.parseDouble(columns[4])));
                tag = columns[5];
            }
        }
        return new TrecRun(tag, found);
    }

    private static boolean finite(String number) {
        return NUMBER.matcher(number).matches() && Double.isFinite(Double.parseDouble(number));
    }

    /// Writes a file, over one that may be there. Ranks count from 1 in the order of
    /// [ScoredId#TREC_ORDER]; scores have all the digits that they need to be read as they were.
    ///
    /// @throws IOException when it cannot be written
    /// @throws IllegalArgumentException when an id or the tag is empty or has blanks, or the id of
    ///   a query begins with `#`: a file cannot hold them
    public void write(Path file) throws IOException {
        requireWord("tag", tag);
        for (Map.Entry<String, List<ScoredId>> query : found.entrySet()) {
            requireWord("query id", query.getKey());
            if (query.getKey().startsWith("#")) {
                throw new IllegalArgumentException(
                        "the query id of a run file must not begin with # but was \"%s\""
                                .formatted(query.getKey()));
            }
            query.getValue().forEach(hit -> requireWord("document id", hit.id()));
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, List<ScoredId>> query : found.entrySet()) {
                int rank = 0;
                for (ScoredId hit :
                        query.getValue().stream().sorted(ScoredId.TREC_ORDER).toList()) {
                    rank++;
                    out.write(
                            "%s Q0 %s %d %s %s\n"
                                    .formatted(query.getKey(), hit.id(), rank, hit.score(), tag));
                }
            }
        }
    }

    private static void requireWord(String what, String text) {
        if (text.isEmpty() || BLANK.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "the %s of a run file must be without blanks and not empty but was \"%s\""
                            .formatted(what, text));
        }
    }

    /// By query the ranking that trec_eval makes of it.
    public Map<String, Ranking> rankings() {
        Map<String, Ranking> rankings = new LinkedHashMap<>();
        found.forEach((query, hits) -> rankings.put(query, Ranking.byScore(hits)));
        return rankings;
    }
}
