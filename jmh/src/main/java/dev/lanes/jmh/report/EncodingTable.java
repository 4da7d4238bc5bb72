package dev.lanes.jmh.report;

import dev.lanes.jmh.encoding.EncodingResult;
import dev.lanes.jmh.encoding.EncodingTask;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// The results of `encodings` for people: one line an encoding, one column a depth of rescoring.
///
/// @param task what was asked
/// @param depths how many rows were rescored, by column
/// @param results by encoding
public record EncodingTable(EncodingTask task, List<Integer> depths, List<EncodingResult> results) {
    /// Prints it.
    public void print(PrintWriter out) {
        out.println(
                "%s: %d rows × %d, %s, %d queries, recall@%d by how many rows are rescored"
                        .formatted(
                                task.base().name(),
                                task.base().size(),
                                task.base().dimension(),
                                task.similarity(),
                                task.queries().size(),
                                task.k()));
        TextTable table = new TextTable();
        List<String> head = new ArrayList<>(List.of("encoding", "bytes/row", "none"));
        for (int i = 1; i < depths.size(); i++) {
            head.add("%d".formatted(depths.get(i)));
        }
        head.add("rms error/sd");
        table.line(head);
        for (EncodingResult result : results) {
            List<String> line = new ArrayList<>();
            line.add(result.encoding().name());
            line.add("%,d".formatted(result.rowBytes()));
            for (double recall : result.recall()) {
                line.add(Figures.format(recall, 4));
            }
            line.add(Figures.format(result.error(), 5));
            table.line(line);
        }
        table.print(out);
    }
}
