package dev.lanes.simd;

/// Where the fields of `struct batch_job` of batch_job.h lie: what a [NativeBatch] is asked. All
/// are little-endian; the first eight are addresses or counts of 64 bits, the others have 32.
public final class BatchLayout {
    /// Address of the first row.
    public static final long RECORDS = 0;

    /// Bytes from one row to the next.
    public static final long STRIDE = 8;

    /// Address of the queries, one after the other, each padded like a row.
    public static final long PLAIN = 16;

    /// Address of the queries in the order of the kernel; aligned to 64 bytes.
    public static final long PACKED = 24;

    /// Address of a factor for each query, and zeros up to a multiple of [#LANES].
    public static final long SCALES = 32;

    /// Address of what a query's value must exceed, and infinities up to a multiple of [#LANES].
    public static final long THRESHOLDS = 40;

    /// Address of the hits that are found.
    public static final long HITS = 48;

    /// Address of memory that the kernel works in, [#SIDE] rows of twice the size of a query.
    public static final long SCRATCH = 56;

    /// How many rows.
    public static final long ROWS = 64;

    /// How many queries.
    public static final long QUERIES = 68;

    /// Values a row and a query, padded.
    public static final long DIMENSION = 72;

    /// [#ADDENDS_NONE], [#ADDENDS_LARGEST] or [#ADDENDS_ROW].
    public static final long ADDENDS = 76;

    /// How many hits were found.
    public static final long FOUND = 80;

    /// float: the largest squared length of a row so far, or the largest magnitude of an addend.
    public static final long LARGEST = 84;

    /// Where in a row of codes the float lies that is added.
    public static final long TAIL = 88;

    /// Bytes of a job.
    public static final long JOB_BYTES = 96;

    /// In a hit, which query: int.
    public static final long HIT_QUERY = 0;

    /// In a hit, which row of the job: int.
    public static final long HIT_ROW = 4;

    /// In a hit, the value: float.
    public static final long HIT_VALUE = 8;

    /// Bytes of a hit.
    public static final long HIT_BYTES = 12;

    /// Nothing is added to a value.
    public static final int ADDENDS_NONE = 0;

    /// Nothing is added to a value, but the largest squared length of a float32 row is kept.
    public static final int ADDENDS_LARGEST = 1;

    /// The negated squared length of a float32 row, or the float at [#TAIL] of a row of codes.
    public static final int ADDENDS_ROW = 2;

    /// Queries are padded to a multiple of this many when they are packed.
    public static final int LANES = 16;

    /// Rows that are under way together at most.
    public static final int SIDE = 8;

    private BatchLayout() {}
}
