package dev.lanes.jmh.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Lines of cells under a head, printed in columns that are as wide as they must be: figures
/// aligned to the right, words to the left.
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    /// @param cells as many in every line
    void line(List<String> cells) {
        if (!lines.isEmpty() && lines.getFirst().size() != cells.size()) {
            throw new IllegalArgumentException(
                    "a line must have %d cells but has %d"
                            .formatted(lines.getFirst().size(), cells.size()));
        }
        lines.add(List.copyOf(cells));
    }

    /// Whether there is anything under the head.
    boolean hasLines() {
        return lines.size() > 1;
    }

    void print(PrintWriter out) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                int padding = widths[i] - cell.length();
                boolean figures = isFigures(i);
                text.append(i == 0 ? "" : GAP);
                text.repeat(' ', figures ? padding : 0).append(cell);
                text.repeat(' ', figures ? 0 : padding);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private boolean isFigures(int column) {
        return lines.stream().skip(1).allMatch(line -> line.get(column).matches("[≥0-9].*|-"));
    }
}
