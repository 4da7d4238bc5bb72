/// Here are sparse rows, queries and libraries; give me how fast and how right each one is. And
/// here are few sparse rows; give me many like them.
///
/// [SparseBenchmark] runs a [SparseTask]; [SyntheticRows] makes rows, [Likeness] says how like they
/// are.
package dev.lanes.jmh.sparse;
