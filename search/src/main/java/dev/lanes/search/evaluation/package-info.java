/// Here are judged queries and retrievers; tell me how good and how fast they are, and whether one
/// is better than another.
package dev.lanes.search.evaluation;
