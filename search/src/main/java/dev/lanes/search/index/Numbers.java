package dev.lanes.search.index;

/// How the numbers of documents and of their passages go together: a document's number is the
/// multiple of a stride, and its passages have that number and the following ones.
///
/// @param stride a power of two; 1 where no document has passages
public record Numbers(int stride) {
    /// Documents without passages.
    public static final Numbers WHOLE = new Numbers(1);

    /// Documents of up to so many passages.
    public static final Numbers PASSAGES = new Numbers(4096);

    /// The document of a passage.
    public long document(long passage) {
        return passage & -stride;
    }
}
