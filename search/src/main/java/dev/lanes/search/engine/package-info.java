/// Here is a retriever and a source of candidates, give me the ranking and how it came about.
package dev.lanes.search.engine;
