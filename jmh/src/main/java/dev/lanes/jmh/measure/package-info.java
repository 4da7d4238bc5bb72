/// Here are rows, queries and libraries; give me how fast and how right each one is.
///
/// [HnswBenchmark] runs an [HnswTask] and returns an [HnswResult] for each library and efSearch.
package dev.lanes.jmh.measure;
