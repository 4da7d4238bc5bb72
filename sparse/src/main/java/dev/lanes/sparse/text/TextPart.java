package dev.lanes.sparse.text;

import dev.lanes.sparse.live.LivePart;
import java.util.stream.IntStream;

/// Texts that are searched together: rows of tokens, which are numbers of lists, and by list the
/// rows that have its term. Lists are numbered by each part for itself.
sealed interface TextPart extends LivePart permits FreshTexts, TextSegment {
    /// No such list or row, and the token where a gap is.
    int ABSENT = -1;

    boolean isLive(int row);

    long id(int row);

    /// How many live rows have a field.
    long rowsOf(int field);

    /// How many tokens they have there.
    long tokensOf(int field);

    int listCount();

    /// What a list is found by, see [TextKeys].
    byte[] key(int list);

    /// The number of a term's list, or ABSENT.
    int list(byte[] key);

    /// The lists whose keys begin with something.
    IntStream lists(byte[] prefix);

    /// The lists in the order of their keys.
    int[] listsByKey();

    /// How many live rows have a list's term.
    int liveRows(int list);

    /// The rows that have a list's term, in no order.
    int[] rows(int list);

    /// Adds what a term scores to the scores of the rows that have it. Rows from the length of the
    /// scores on are left out.
    void addScores(int list, Impacts impacts, float units, int[] scores);

    /// How many tokens a row has in a field, as one byte.
    int norm(int field, int row);

    /// Where the tokens of a row's field begin.
    int tokenStart(int row, int field);

    /// Where they end.
    int tokenEnd(int row, int field);

    /// The number of a list, or ABSENT for a gap.
    int token(int at);

    /// Counts the terms of a row's field.
    void count(int row, int field, TermCounter counter);
}
