package dev.lanes.simd;

/// Where the fields of `struct packed_job` of packed_job.h lie: what [NativePacked] are asked. All
/// are little-endian; addresses have 64 bits, the others 32 unless they say so.
public final class PackedLayout {
    /// Address of the lists.
    public static final long LISTS = 0;

    /// Address of a double for each row of a window, rounded up to 16 rows.
    public static final long SUMS = 8;

    /// Address of an int for each row of a window: ordinals that were gathered.
    public static final long ORDINALS = 16;

    /// Address of a float for each row of a window: scores that were gathered.
    public static final long SCORES = 24;

    /// Address of words of 64 bits: a bit for each row that may be gathered.
    public static final long ACCEPTED = 32;

    /// long: fields that were read, counted up.
    public static final long ADDED = 40;

    /// How many lists there are.
    public static final long LIST_COUNT = 48;

    /// How many rows were gathered.
    public static final long GATHERED = 52;

    /// The first row of a window.
    public static final long FROM = 56;

    /// Rows of a window.
    public static final long COUNT = 60;

    /// float: what a score must reach; it must be above 0, too.
    public static final long THRESHOLD = 64;

    /// Bytes that a weight stands for, 2 or 4.
    public static final long WEIGHT_BYTES = 68;

    /// Bytes of a job.
    public static final long JOB_BYTES = 72;

    /// In a list: address of the byte with its first field.
    public static final long LIST_FIELDS = 0;

    /// In a list: long, how many fields there are.
    public static final long LIST_COUNT_OF_FIELDS = 8;

    /// In a list: long, how many fields were read.
    public static final long LIST_NEXT = 16;

    /// In a list: double, the weight of the query.
    public static final long LIST_WEIGHT = 24;

    /// In a list: ordinal of the posting before.
    public static final long LIST_ORDINAL = 32;

    /// In a list: bits of a field that say how far it lies behind the one before.
    public static final long LIST_GAP_BITS = 36;

    /// In a list: bits of a field that are its weight less the base.
    public static final long LIST_WEIGHT_BITS = 40;

    /// In a list: what is added to the bits of a weight.
    public static final long LIST_BASE = 44;

    /// Bytes of a list.
    public static final long LIST_BYTES = 48;

    private PackedLayout() {}
}
