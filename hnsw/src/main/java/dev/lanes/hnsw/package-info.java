/// Here are rows and a query; give me the rows closest to it without reading them all.
///
/// [dev.lanes.hnsw.HnswIndex] is a Hierarchical Navigable Small World graph outside the Java heap:
/// Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs" (arXiv:1603.09320). `m`, `efConstruction` and
/// `efSearch` are the paper's.
package dev.lanes.hnsw;
