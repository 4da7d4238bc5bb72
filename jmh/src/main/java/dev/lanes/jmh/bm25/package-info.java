/// Here are texts as tokens, queries and libraries; give me how fast each ranks by BM25, and
/// whether its scores are right.
///
/// [TextDataSet] has the texts, [Bm25Benchmark] runs a [Bm25Task] and returns a [Bm25Result] for
/// each [Bm25Peer].
package dev.lanes.jmh.bm25;
