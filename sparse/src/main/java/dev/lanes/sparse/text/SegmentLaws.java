package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_MASK;

import java.util.Arrays;

/// Compares a segment with its laws: ids ascend, keys ascend and are found, and each list has the
/// rows in whose tokens its term is, with the frequency and the length that they have there. What
/// is counted, and the largest impacts, are as these rows have them: see [SegmentSums].
final class SegmentLaws {
    private final TextSegment segment;
    private final SegmentSums sums;
    private final int[] next;

    SegmentLaws(TextSegment segment, TextSettings settings) {
        this.segment = segment;
        this.sums = new SegmentSums(segment, settings);
        this.next = new int[segment.listCount()];
    }

    /// @throws IllegalArgumentException when a law is broken, with what was found
    /// @throws IndexOutOfBoundsException when a number points out of the segment
    void check() {
        checkLists();
        int tokens = 0;
        for (int row = 0; row < segment.size(); row++) {
            require(row == 0 || segment.id(row - 1) < segment.id(row), "id of row", row);
            for (int field = 0; field < segment.fields(); field++) {
                require(segment.tokenStart(row, field) == tokens, "tokens of row", row);
                tokens = segment.tokenStart(row, field + 1);
                checkTokens(row, field);
            }
        }
        require(tokens == segment.tokenCount(), "number of tokens", tokens);
        for (int list = 0; list < next.length; list++) {
            require(next[list] == segment.to(list), "length of list", list);
        }
        sums.check();
    }

    private void checkLists() {
        int postings = 0;
        for (int list = 0; list < next.length; list++) {
            require(segment.from(list) == postings, "start of list", list);
            next[list] = postings;
            postings = segment.to(list);
            require(next[list] < postings, "length of list", list);
            byte[] key = segment.key(list);
            require(segment.list(key) == list, "key of list", list);
            require(
                    list == 0 || Arrays.compareUnsigned(segment.key(list - 1), key) < 0,
                    "order of list",
                    list);
        }
        require(postings == segment.postingCount(), "number of postings", postings);
    }

    private void checkTokens(int row, int field) {
        int from = segment.tokenStart(row, field);
        int[] lists = segment.tokens(from, segment.tokenStart(row, field + 1));
        Arrays.sort(lists);
        int length = (int) Arrays.stream(lists).filter(list -> list >= 0).count();
        int norm = NormByte.encode(length);
        require(segment.norm(field, row) == norm, "length of row", row);
        sums.addText(row, field, length);
        int gaps = lists.length - length;
        require(gaps == 0 || lists[0] == TextPart.ABSENT, "gaps of row", row);
        for (int i = gaps; i < lists.length; ) {
            int end = i + 1;
            while (end < lists.length && lists[end] == lists[i]) {
                end++;
            }
            checkPosting(row, lists[i], ((long) (end - i) << 16) | (field << 8) | norm);
            i = end;
        }
    }

    private void checkPosting(int row, int list, long pair) {
        require(next[list] < segment.to(list), "length of list", list);
        int posting = segment.posting(next[list]++);
        int code = posting & CODE_MASK;
        require(
                posting >>> CODE_BITS == row && segment.pair(code) == pair,
                "posting of list",
                list);
        require(
                !segment.isDense(list) || segment.denseCode(list, row) == code,
                "code by row of list",
                list);
        sums.addPosting(list, posting);
    }

    static void require(boolean kept, String what, int number) {
        if (!kept) {
            throw new IllegalArgumentException(
                    "%s %d must be as the rows have it but was not".formatted(what, number));
        }
    }
}
