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
    private static final int BEIR_COLUMNS = 3;
    private static final int TREC_COLUMNS = 4;

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
    /// @throws IOException when the file cannot be read, a line has another form, or a document has
    ///   two different grades for one query; the message names the line
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
                var row = new Row(line.get(), lines.place(), "query TAB document TAB whole number");
                if (!line.get().isBlank()) {
                    String[] columns = row.columns("\t", BEIR_COLUMNS);
                    row.add(grades, columns[0], columns[1], columns[2]);
                }
            }
        }
        return of(grades);
    }

    /// Reads a file as TREC and trec_eval have it: lines of query id, iteration (which nobody looks
    /// at), document id and grade, separated by blanks; plain or gzipped. Lines that begin with `#`
    /// are comments.
    ///
    /// @throws IOException when the file cannot be read, a line has another form, or a document has
    ///   two different grades for one query; the message names the line
    public static Judgements readTrec(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = line.get().strip();
                var row = new Row(text, lines.place(), "query iteration document whole-number");
                if (!text.isEmpty() && !text.startsWith("#")) {
                    String[] columns = row.columns("\\s+", TREC_COLUMNS);
                    row.add(grades, columns[0], columns[2], columns[3]);
                }
            }
        }
        return of(grades);
    }

    /// The ids of the queries that have judgements, in the order of the file.
    public Set<String> queries() {
        return Collections.unmodifiableSet(grades.keySet());
    }

    /// The documents judged for a query, with their grades; empty when there are none.
    public Map<String, Integer> of(String query) {
        return grades.getOrDefault(query, Map.of());
    }

    /// @param form what a line has to be like, for errors
    private record Row(String line, String place, String form) {
        String[] columns(String separator, int count) throws IOException {
            String[] columns = line.split(separator, -1);
            if (columns.length != count) {
                throw broken();
            }
            return columns;
        }

        void add(Map<String, Map<String, Integer>> grades, String query, String id, String digits)
                throws IOException {
            int grade;
            try {
                grade = Integer.parseInt(digits.strip());
            } catch (NumberFormatException e) {
                throw broken();
            }
            Integer other =
                    grades.computeIfAbsent(query, _ -> new LinkedHashMap<>())
                            .putIfAbsent(id, grade);
            if (other != null && other != grade) {
                throw new IOException(
                        "%s: a query must give a document one grade but \"%s\" gives \"%s\" %d and %d"
                                .formatted(place, query, id, other, grade));
            }
        }

        private IOException broken() {
            return new IOException(
                    "%s: a judgement must be \"%s\" but was \"%s\"".formatted(place, form, line));
        }
    }
}
