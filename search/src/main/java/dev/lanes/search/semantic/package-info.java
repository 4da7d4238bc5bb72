/// Here are vectors or texts, and no collection; tell me which are alike.
///
/// [dev.lanes.search.semantic.SemanticSearch] finds the rows closest to queries, the pairs of rows
/// that are most alike (paraphrases, duplicates) and the groups of rows around a centre
/// (communities), all by comparing every row. The tasks and the words are those of `util` in
/// sentence-transformers (Reimers and Gurevych, 2019).
package dev.lanes.search.semantic;
