package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.SegmentLaws.require;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_MASK;

/// What a segment has counted and bounded, compared with what its rows add up to.
final class SegmentSums {
    private final TextSegment segment;
    private final TextSettings settings;

    /// By field: rows with tokens and their tokens; of all rows, then of those that are live.
    private final long[][] all;

    private final long[][] live;
    private final int[] liveRows;

    /// By code.
    private final boolean[] used;

    SegmentSums(TextSegment segment, TextSettings settings) {
        this.segment = segment;
        this.settings = settings;
        this.all = new long[segment.fields()][2];
        this.live = new long[segment.fields()][2];
        this.liveRows = new int[segment.listCount()];
        this.used = new boolean[segment.codeCount()];
    }

    /// @param length how many tokens there are that are no gaps
    void addText(int row, int field, int length) {
        add(all[field], length);
        if (segment.live().get(row)) {
            add(live[field], length);
        }
    }

    private static void add(long[] rowsAndTokens, int length) {
        rowsAndTokens[0] += Math.min(1, length);
        rowsAndTokens[1] += length;
    }

    void addPosting(int list, int posting) {
        used[posting & CODE_MASK] = true;
        liveRows[list] += segment.live().get(posting >>> CODE_BITS) ? 1 : 0;
    }

    /// @throws IllegalArgumentException when something is not what it must be
    void check() {
        var averages = new double[segment.fields()];
        for (int field = 0; field < averages.length; field++) {
            require(segment.rowsOf(field) == live[field][0], "live rows of field", field);
            require(segment.tokensOf(field) == live[field][1], "live tokens of field", field);
            averages[field] = TextStatistics.mean(all[field][1], all[field][0]);
            require(segment.sealedAverage(field) == averages[field], "mean of field", field);
        }
        for (int code = 0; code < used.length; code++) {
            require(used[code] == code > 0, "use of code", code);
        }
        require(used.length > 0 && segment.pair(0) == 0, "pair of code", 0);
        require(
                segment.keys().takenSlots() == segment.listCount(),
                "slots of lists",
                liveRows.length);
        checkLists(segment.table(new Impacts(settings, averages)));
    }

    private void checkLists(float[] impacts) {
        int dense = 0;
        for (int list = 0; list < liveRows.length; list++) {
            require(segment.liveRows(list) == liveRows[list], "live rows of list", list);
            float maximum = 0;
            for (int i = segment.from(list); i < segment.to(list); i++) {
                maximum = Math.max(maximum, impacts[segment.posting(i) & CODE_MASK]);
            }
            require(segment.maximum(list) == maximum, "maximum of list", list);
            if (segment.isDense(list)) {
                require(segment.denseNumber(list) == dense++, "codes by row of list", list);
                require(
                        denseLength(list) == segment.to(list) - segment.from(list),
                        "codes by row of list",
                        list);
            } else {
                require(segment.denseNumber(list) == TextPart.ABSENT, "codes by row of list", list);
            }
        }
        require(dense == segment.denseCount(), "number of lists with codes by row", dense);
    }

    /// How many rows a dense list has codes for.
    private int denseLength(int list) {
        int length = 0;
        for (int row = 0; row < segment.size(); row++) {
            length += segment.denseCode(list, row) == 0 ? 0 : 1;
        }
        return length;
    }
}
