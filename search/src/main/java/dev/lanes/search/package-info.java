/// Here are my documents and a directory; give me the passages that answer a question.
///
/// A [DocumentCollection] is a directory with two files: `lanes.db`, a SQLite database that is the
/// truth, and `vectors.hnsw`, a graph over its vectors that is rebuilt whenever it is missing,
/// damaged or stale. [CollectionBuilder] makes one from [Document]s, which may come from Java or,
/// through [JsonLines], from a file.
package dev.lanes.search;
