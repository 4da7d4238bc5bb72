package dev.lanes.jmh.report;

import dev.lanes.jmh.sparse.Likeness;
import dev.lanes.jmh.sparse.Likeness.Quantiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Made rows beside real ones.
///
/// @param real the real ones
/// @param made the made ones
public record LikenessTable(Likeness real, Likeness made) {
    private static final double LARGE = 100;
    private static final double PERCENT = 100;

    /// Prints it.
    public void print(PrintWriter out) {
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(List.of("quantile", "rows"));
        for (int i = 0; i < Quantiles.count(); i++) {
            head.add(Figures.format(PERCENT * Quantiles.share(i), 0) + " %");
        }
        table.line(head);
        add(table, "terms of a row", real.rowLengths(), made.rowLengths());
        add(table, "rows of a term, per million", real.listShares(), made.listShares());
        add(table, "the same, of a posting's term", real.postingShares(), made.postingShares());
        add(table, "weight", real.weights(), made.weights());
        add(table, "pair of terms, times chance", real.lifts(), made.lifts());
        table.print(out);
        out.println(
                "postings in the lists of a query, for each row: real %s, made %s"
                        .formatted(
                                Figures.format(real.matches(), 3),
                                Figures.format(made.matches(), 3)));
        out.flush();
    }

    private static void add(TextTable table, String what, Quantiles real, Quantiles made) {
        table.line(line(what, "real", real));
        table.line(line(what, "made", made));
    }

    private static List<String> line(String what, String rows, Quantiles quantiles) {
        List<String> line = new ArrayList<>(List.of(what, rows));
        for (double value : quantiles.values()) {
            boolean whole = value >= LARGE || value == Math.rint(value);
            line.add(Figures.format(value, whole ? 0 : 3));
        }
        return line;
    }
}
