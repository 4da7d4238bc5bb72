/// Here are documents and their vectors; keep them in one SQLite file and tell me when a byte of it
/// is no longer what was written.
///
/// The only package with SQL in it.
package dev.lanes.search.store;
