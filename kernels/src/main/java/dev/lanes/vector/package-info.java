/// Here are two rows; give me the words for how alike they are.
///
/// [dev.lanes.vector.Similarity] says how rows are compared and how scores are read,
/// [dev.lanes.vector.Hit] is one result of a search, [dev.lanes.vector.SparseVector] a row with few
/// values that are not zero, [dev.lanes.vector.IdSet] a set of ids, such as those that a search may
/// return.
package dev.lanes.vector;
