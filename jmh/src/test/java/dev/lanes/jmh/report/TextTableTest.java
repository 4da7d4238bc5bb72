package dev.lanes.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private final TextTable table = new TextTable();

    @Test
    void alignsFiguresRightAndWordsLeft() {
        table.line(List.of("name", "QPS", "note"));
        table.line(List.of("a", "1,000.5", "fast"));
        table.line(List.of("longer", "≥7", "x"));
        StringWriter text = new StringWriter();

        table.print(new PrintWriter(text));

        assertThat(text.toString().lines())
                .containsExactly(
                        "name        QPS  note", "a       1,000.5  fast", "longer       ≥7  x");
    }

    @Test
    void refusesALineOfAnotherLength() {
        table.line(List.of("a", "b"));

        assertThatThrownBy(() -> table.line(List.of("c")))
                .hasMessage("a line must have 2 cells but has 1");
    }
}
