package dev.lanes.simd;

/// Where the fields of `struct walk_job` of walk_job.h lie: what a [NativeWalk] is asked. All are
/// little-endian; addresses have 64 bits, the others 32.
public final class WalkLayout {
    /// Rows by ordinal: a table of records.
    public static final long ROWS = 0;

    /// Lists of links on level 0 by ordinal: a table of records.
    public static final long GROUND = 24;

    /// Lists of links on the levels above: a table of records.
    public static final long UPPER = 48;

    /// What is kept of a node by ordinal: a table of records.
    public static final long NODES = 72;

    /// Address of the query as its kernel reads it.
    public static final long QUERY = 96;

    /// Address of a byte for each node below [#SIZE].
    public static final long MARKS = 104;

    /// Address of words of 64 bits, one for each node below [#ACCEPTED_BITS].
    public static final long ACCEPTED = 112;

    /// Address of candidates, one more than [#CAPACITY].
    public static final long BEAM = 120;

    /// Nodes with ordinals below this are there.
    public static final long SIZE = 128;

    /// Nodes from here on are no results, unless all are.
    public static final long ACCEPTED_BITS = 132;

    /// The number of a [BlockOperation].
    public static final long OPERATION = 136;

    /// Bytes of a row that are compared.
    public static final long ROW_BYTES = 140;

    /// Where in a node's record the number of its list on level 1 lies.
    public static final long SLOT_AT = 144;

    /// How many lists there are above level 0.
    public static final long UPPER_LISTS = 148;

    /// Links that a list on level 0 can have, at most [#MOST_LINKS].
    public static final long DEGREE = 152;

    /// Links that a list above level 0 can have.
    public static final long UPPER_DEGREE = 156;

    /// The level of a walk; where a descent starts.
    public static final long LEVEL = 160;

    /// 1 to 255: what a mark is when its node was seen.
    public static final long EPOCH = 164;

    /// [#ACCEPT_ALL], [#ACCEPT_MARKED] or [#ACCEPT_MARKED_ONLY].
    public static final long ACCEPTANCE = 168;

    /// The most results in the beam.
    public static final long EF = 172;

    /// The most candidates in the beam, at least [#EF].
    public static final long CAPACITY = 176;

    /// Candidates in the beam.
    public static final long BEAM_SIZE = 180;

    /// How many of them are results.
    public static final long RESULTS = 184;

    /// Before this candidate all are expanded.
    public static final long NEXT = 188;

    /// Distances after which a call returns.
    public static final long LIMIT = 192;

    /// Distances that were computed, counted up.
    public static final long DISTANCES = 196;

    /// Candidates that were expanded, counted up.
    public static final long EXPANDED = 200;

    /// The node at which a walk or a descent starts, and at which a descent ended.
    public static final long NODE = 204;

    /// float: how close that node is.
    public static final long RAW = 208;

    /// The level above which a descent ends.
    public static final long TO_LEVEL = 212;

    /// Bytes of a job.
    public static final long JOB_BYTES = 216;

    /// In a table of records: address of the addresses of its chunks.
    public static final long CHUNKS = 0;

    /// In a table of records: long, bytes from one record to the next.
    public static final long STRIDE = 8;

    /// In a table of records: the logarithm of the records that a chunk has.
    public static final long SHIFT = 16;

    /// In a candidate: float, how close it is.
    public static final long CANDIDATE_RAW = 0;

    /// In a candidate: its ordinal, with [#CANDIDATE_REJECTED] and a bit above that.
    public static final long CANDIDATE_NODE = 4;

    /// Bytes of a candidate.
    public static final long CANDIDATE_BYTES = 8;

    /// Set in a candidate that is no result.
    public static final int CANDIDATE_REJECTED = 1 << 30;

    /// Every node is a result.
    public static final int ACCEPT_ALL = 0;

    /// Nodes that have a bit are results; the others lead the way.
    public static final int ACCEPT_MARKED = 1;

    /// Nodes that have a bit are scored; of the others, the neighbours are looked at.
    public static final int ACCEPT_MARKED_ONLY = 2;

    /// The most links that a list can have.
    public static final int MOST_LINKS = 512;

    private WalkLayout() {}
}
