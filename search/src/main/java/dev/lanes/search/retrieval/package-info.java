/// Here is what I want to find, as a value: [dev.lanes.search.retrieval.Retriever] says how
/// documents are found, fused, reranked and filtered, and nothing runs until a collection is asked
/// to.
package dev.lanes.search.retrieval;
