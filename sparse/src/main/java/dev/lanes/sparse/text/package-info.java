/// Here are texts; give me those that have the words of a question: BM25.
///
/// [dev.lanes.sparse.text.Analyzer] makes terms of a text, [dev.lanes.sparse.text.TextIndex] finds
/// texts by their terms, [dev.lanes.sparse.text.TextQuery] says what is asked for, and
/// [dev.lanes.sparse.text.QueryString] reads it from what a person typed.
package dev.lanes.sparse.text;
