/// The off-heap HNSW graph index.
module dev.lanes.hnsw {
    requires transitive dev.lanes.kernels;

    exports dev.lanes.hnsw;
}
