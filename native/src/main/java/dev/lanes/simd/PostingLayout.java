package dev.lanes.simd;

/// Where the fields of `struct posting_job` and `struct row_job` of posting_job.h lie: what
/// [NativePostings] are asked. All are little-endian; addresses have 64 bits, the others 32 unless
/// they say so.
public final class PostingLayout {
    /// Address of the lists.
    public static final long LISTS = 0;

    /// Address of the maxima: by row of theirs, then by block, a byte.
    public static final long MAXIMA = 8;

    /// Address of an int for each row of a window.
    public static final long SUMS = 16;

    /// Address of an int for each block of a window.
    public static final long BOUNDS = 24;

    /// Address of an int for each block of a window: the largest bound of a row.
    public static final long PEAKS = 32;

    /// Address of an int for each row of a window: ordinals of candidates.
    public static final long CANDIDATES = 40;

    /// Address of an int for each row of a window: what the scores of candidates are at most.
    public static final long CANDIDATE_BOUNDS = 48;

    /// Address of words of 64 bits, one for each row, or 0 when all rows are accepted.
    public static final long ACCEPTED = 56;

    /// long: blocks of all rows, from one row of the maxima to the next.
    public static final long BLOCKS = 64;

    /// long: postings that were added up, counted up.
    public static final long ADDED = 72;

    /// How many lists there are.
    public static final long LIST_COUNT = 80;

    /// How many candidates were gathered.
    public static final long CANDIDATE_COUNT = 84;

    /// The first row of a window, a multiple of [#BLOCK_ROWS].
    public static final long FROM = 88;

    /// Rows of a window.
    public static final long COUNT = 92;

    /// What the bound of a candidate must reach, at least 1.
    public static final long THRESHOLD = 96;

    /// Bytes of a job.
    public static final long JOB_BYTES = 104;

    /// In a list: address of its next posting.
    public static final long LIST_AT = 0;

    /// In a list: address behind its last posting.
    public static final long LIST_END = 8;

    /// In a list: ordinal of the posting before.
    public static final long LIST_ORDINAL = 16;

    /// In a list: bits of a posting that say how far it lies behind the one before.
    public static final long LIST_GAP_BITS = 20;

    /// In a list: what a code is multiplied by.
    public static final long LIST_FACTOR = 24;

    /// In a list: [#ROLE_ADDED], [#ROLE_BLOCKS] or [#ROLE_TOP].
    public static final long LIST_ROLE = 28;

    /// In a list: the most that a posting adds.
    public static final long LIST_TOP = 32;

    /// In a list: its row of the maxima.
    public static final long LIST_MAXIMA_ROW = 36;

    /// Bytes of a list.
    public static final long LIST_BYTES = 40;

    /// The postings of the list are added up.
    public static final int ROLE_ADDED = 0;

    /// The list is bounded by the maxima of blocks.
    public static final int ROLE_BLOCKS = 1;

    /// The list is bounded by its largest posting.
    public static final int ROLE_TOP = 2;

    /// Rows that share a maximum.
    public static final int BLOCK_ROWS = 16;

    /// Of rows: address of the postings before each row, ints, one more than there are rows.
    public static final long ROW_STARTS = 0;

    /// Of rows: address of the rows.
    public static final long ROW_ROWS = 8;

    /// Of rows: address of the query, a float for each term and a 0 at the end.
    public static final long ROW_QUERY = 16;

    /// Of rows: address of [#FILTER_BITS] bits, set where a term of the query has that number as
    /// its lowest bits.
    public static final long ROW_FILTER = 24;

    /// Of rows: address of the query's terms, each at the place that its lowest bits say or, where
    /// that is taken, behind it; at least every other place is free.
    public static final long ROW_ASKED = 32;

    /// Of rows: address of the ordinals that are scored.
    public static final long ROW_ORDINALS = 40;

    /// Of rows: address of a float for each of them.
    public static final long ROW_SCORES = 48;

    /// Of rows: long, postings of all rows.
    public static final long ROW_POSTINGS = 56;

    /// Of rows: how many there are.
    public static final long ROW_SIZE = 64;

    /// Of rows: how many are scored.
    public static final long ROW_COUNT = 68;

    /// Of rows: bytes of a term, 2 or 4.
    public static final long ROW_TERM_BYTES = 72;

    /// Of rows: bytes of a weight, 2 or 4.
    public static final long ROW_WEIGHT_BYTES = 76;

    /// Of rows: terms from here on weigh nothing.
    public static final long ROW_TERMS = 80;

    /// Of rows: the lowest bits of a term, which say where it is asked.
    public static final long ROW_ASKED_MASK = 84;

    /// Bytes of a place for a term of the query: a term, and its weight as a float.
    public static final long ASKED_BYTES = 8;

    /// In a place: the weight.
    public static final long ASKED_WEIGHT = 4;

    /// The term of a free place.
    public static final int NO_TERM = -1;

    /// Bytes of what is asked of rows.
    public static final long ROW_JOB_BYTES = 88;

    /// Bits of the filter, a power of two.
    public static final int FILTER_BITS = 1024;

    private PostingLayout() {}
}
