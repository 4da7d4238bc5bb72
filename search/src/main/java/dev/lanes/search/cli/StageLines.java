package dev.lanes.search.cli;

import dev.lanes.search.SearchStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The stages of a search as lines for people, each with those below it indented.
final class StageLines {
    private static final String INDENT = "  ";

    private StageLines() {}

    static List<String> of(SearchStage stage) {
        List<String> lines = new ArrayList<>();
        add(lines, stage, "");
        return lines;
    }

    private static void add(List<String> lines, SearchStage stage, String indent) {
        StringBuilder line = new StringBuilder(indent);
        line.append(Words.printable(stage.name()))
                .append(": ")
                .append(Words.count(stage.found()))
                .append(" found in ")
                .append(Words.duration(stage.time()));
        stage.notes().reason().ifPresent(why -> line.append(" (").append(why).append(')'));
        stage.notes()
                .cut()
                .ifPresent(why -> line.append(", cut: ").append(why.toLowerCase(Locale.ROOT)));
        lines.add(line.toString());
        stage.below().forEach(below -> add(lines, below, indent + INDENT));
    }
}
