/// Here are the rankings of a system and the judgements of people; tell me how good the rankings
/// are.
package dev.lanes.search.evaluation;
