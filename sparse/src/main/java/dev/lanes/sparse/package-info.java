/// Here is a row of weighted terms; give me the rows that share the heaviest of them.
///
/// [dev.lanes.sparse.SparseIndex] is the index, [dev.lanes.sparse.SparseSettings] says how its rows
/// are stored, [dev.lanes.sparse.SparseSearchSettings] what a search is to find and how, and
/// [dev.lanes.sparse.Explanation] what a search did. Search is exact under the weights as stored,
/// but for [dev.lanes.sparse.Algorithm#SEISMIC] and [dev.lanes.sparse.TwoPhase], which are
/// approximate.
package dev.lanes.sparse;
