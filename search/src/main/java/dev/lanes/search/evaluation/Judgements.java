package dev.lanes.search.evaluation;

import dev.lanes.search.files.Utf8Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people said about documents ("qrels"): for each query the documents that they judged, with
/// a grade; 0 or less is irrelevant, more is better. Immutable.
public final class Judgements {
    private final Map<String, Map<String, Integer>> grades;

    private Judgements(Map<String, Map<String, Integer>> grades) {
        this.grades = grades;
    }

    /// Judgements from maps.
    ///
    /// @param grades query id → document id → grade
    public static Judgements of(Map<String, Map<String, Integer>> grades) {
        Map<String, Map<String, Integer>> copy = new LinkedHashMap<>();
        grades.forEach((query, judged) -> copy.put(query, Map.copyOf(judged)));
        return new Judgements(copy);
    }

    /// Reads a file of the BEIR benchmark: a header, then lines of query id, document id and grade,
    /// separated by tabs; plain or gzipped.
    ///
    /// @throws IOException when the file cannot be read or a line has another form; the message
    ///   names the line
    public static Judgements read(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            Optional<String> header = lines.next();
            if (header.isPresent() && header.get().matches("[^\t]*\t[^\t]*\t\\s*-?\\d+\\s*")) {
                throw new IOException(
                        "%s: a header must come first but was \"%s\""
                                .formatted(lines.place(), header.get()));
            }
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    add(grades, line.get(), lines.place());
                }
            }
        }
        return of(grades);
    }

    private static void add(Map<String, Map<String, Integer>> grades, String line, String place)
            throws IOException {
        String[] columns = line.split("\t", -1);
        try {
            if (columns.length == 3) {
                grades.computeIfAbsent(columns[0], query -> new LinkedHashMap<>())
                        .put(columns[1], Integer.valueOf(columns[2].strip()));
                return;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IOException(
                "%s: a judgement must be \"query TAB document TAB whole number\" but was \"%s\""
                        .formatted(place, line));
    }

    /// The ids of the queries that have judgements, in the order of the file.
    public Set<String> queries() {
        return Collections.unmodifiableSet(grades.keySet());
    }

    /// The documents judged for a query, with their grades; empty when there are none.
    public Map<String, Integer> of(String query) {
        return grades.getOrDefault(query, Map.of());
    }
}
