/// Here are the rows of a field; find the closest, while rows come and go, and keep them in a file.
///
/// Numbers of rows are those of documents or of their passages; see
/// [dev.lanes.search.index.Numbers].
package dev.lanes.search.index;
