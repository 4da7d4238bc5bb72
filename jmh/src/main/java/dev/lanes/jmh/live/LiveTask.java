package dev.lanes.jmh.live;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.data.Vectors;

/// What is measured of a live index.
///
/// @param base rows; half of them are there at first when the others replace them
/// @param queries rows to search for
/// @param settings of the graph
/// @param k rows that a query asks for
/// @param efSearch width of the beam
public record LiveTask(Vectors base, Vectors queries, HnswSettings settings, int k, int efSearch) {}
