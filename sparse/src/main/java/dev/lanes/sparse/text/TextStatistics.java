package dev.lanes.sparse.text;

import java.util.List;

/// What scores depend on beside the text itself, over all live rows.
final class TextStatistics {
    private final List<TextPart> parts;
    private final long[] rows;
    private final double[] averages;

    TextStatistics(List<TextPart> parts, int fields) {
        this.parts = parts;
        this.rows = new long[fields];
        this.averages = new double[fields];
        for (int field = 0; field < fields; field++) {
            long tokens = 0;
            for (var part : parts) {
                rows[field] += part.rowsOf(field);
                tokens += part.tokensOf(field);
            }
            averages[field] = mean(tokens, rows[field]);
        }
    }

    /// A mean length, 1 where there is none.
    static double mean(long tokens, long rows) {
        return rows > 0 && tokens > 0 ? (double) tokens / rows : 1;
    }

    double[] averages() {
        return averages.clone();
    }

    /// The inverse frequency of a term: ln(1 + (n − d + ½) / (d + ½)). A deletion that goes on
    /// meanwhile may have been counted in one of the numbers only.
    float idf(int field, byte[] key) {
        long found = 0;
        for (var part : parts) {
            int list = part.list(key);
            found += list == TextPart.ABSENT ? 0 : part.liveRows(list);
        }
        long all = Math.max(rows[field], found);
        return (float) Math.log(1 + (all - found + .5) / (found + .5));
    }
}
