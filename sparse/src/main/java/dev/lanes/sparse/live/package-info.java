/// Rows that are added, replaced and deleted while searches go on: fresh ones on the heap, sealed
/// ones outside of it, and a thread that makes the latter of the former. The same for rows of
/// weighted terms and for texts.
package dev.lanes.sparse.live;
