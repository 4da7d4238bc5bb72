package dev.lanes.search.cli;

import dev.lanes.search.evaluation.EvaluationReport;
import dev.lanes.search.evaluation.LengthStatistics;
import dev.lanes.search.evaluation.RetrieverEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Where the results of an evaluation go, besides the screen.
///
/// @param json a file for the averages
/// @param runs a directory for run files
record EvalReport(Optional<Path> json, Optional<Path> runs) {
    private static final String RUN = ".trec";

    /// Finds out before hours of work whether there is a place for the results.
    void prepare() throws IOException {
        if (json.isPresent()) {
            Path parent = json.get().toAbsolutePath().getParent();
            if (parent == null || Files.isDirectory(json.get())) {
                throw new UserErrorException(json.get() + ": --json must be a file");
            }
            if (!Files.isDirectory(parent)) {
                throw new NoSuchFileException(parent.toString());
            }
        }
        if (runs.isPresent()) {
            Files.createDirectories(runs.get());
        }
    }

    void write(EvaluationReport report) throws IOException {
        if (json.isPresent()) {
            Files.writeString(json.get(), report.json() + "\n");
        }
        if (runs.isPresent()) {
            Set<String> taken = new HashSet<>();
            for (RetrieverEvaluation one : report.evaluations()) {
                write(one, runs.get().resolve(name(one.retriever(), taken) + RUN));
            }
        }
    }

    private static void write(RetrieverEvaluation one, Path file) throws IOException {
        try {
            one.run().write(file);
        } catch (IllegalArgumentException e) {
            // Ids with blanks have no place in such a file.
            throw new UserErrorException(file + ": " + e.getMessage());
        }
    }

    private static String name(String retriever, Set<String> taken) {
        String base = retriever.replaceAll("[^A-Za-z0-9_.-]+", "_");
        base = base.substring(0, Math.min(base.length(), 100));
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /// Prints what people read.
    static void print(LengthStatistics lengths, EvaluationReport report, Results results) {
        lengths.toString().lines().forEach(results::line);
        results.line("");
        report.table().lines().forEach(results::line);
        boolean several =
                report.evaluations().size() > 1
                        && report.evaluations().getFirst().evaluation().queries().size() > 1;
        if (several) {
            results.line("");
            report.comparisons(report.metrics().getFirst())
                    .forEach(comparison -> results.line(comparison.toString()));
        }
        results.flush();
    }
}
