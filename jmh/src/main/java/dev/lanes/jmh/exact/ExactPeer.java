package dev.lanes.jmh.exact;

/// One way to find the k closest of all rows for many queries, on one thread.
interface ExactPeer {
    /// Whose it is.
    ///
    /// @return "lanes" or "openblas"
    String library();

    /// What computes.
    ///
    /// @return for example "native, vnni"
    String backend();

    /// How the rows are stored.
    ///
    /// @return for example "FLOAT32"
    String encoding();

    /// Searches.
    ///
    /// @return for each query the ordinals of the closest rows
    int[][] search(float[][] queries);
}
