/// The inverted index for learned sparse vectors and BM25.
module dev.lanes.sparse {
    requires transitive dev.lanes.kernels;

    exports dev.lanes.sparse;
}
