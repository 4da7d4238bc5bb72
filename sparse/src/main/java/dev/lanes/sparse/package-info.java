/// Here is a row of weighted terms; give me the rows that share the heaviest of them.
///
/// This room will hold the inverted index for learned sparse vectors and for BM25: postings by
/// term, skipped by block maxima, exact by default. Nothing of it is written yet.
package dev.lanes.sparse;
