package dev.lanes.search.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Numbers and passages in the form that people read.
final class Words {
    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    private Words() {}

    /// "5,183".
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// "5,183 documents", "1 document".
    static String count(long n, String noun) {
        return count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /// "0.4 ms", "12 ms", "3.2 s", "2 min 05 s", "1 h 12 min".
    static String duration(Duration duration) {
        double ms = duration.toNanos() / 1e6;
        if (ms < 10) {
            return String.format(Locale.ROOT, "%.1f ms", ms);
        }
        if (ms < 1000) {
            return String.format(Locale.ROOT, "%.0f ms", ms);
        }
        if (ms < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000);
        }
        if (duration.toMinutes() < 60) {
            return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /// "86 MiB", "12 KiB".
    static String bytes(long bytes) {
        return bytes >= MIB ? count(bytes / MIB) + " MiB" : count(bytes / KIB) + " KiB";
    }

    /// Breaks a passage into lines. Control characters become blanks: a document must not move the
    /// cursor.
    ///
    /// @param indent what each line begins with
    static List<String> wrap(String text, String indent, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : printable(text).strip().split("\\s+", -1)) {
            boolean first = line.length() == indent.length();
            if (!first && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// The text with a blank in the place of each control character.
    static String printable(String text) {
        return text.replaceAll("\\p{Cc}", " ");
    }
}
