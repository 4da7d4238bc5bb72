package dev.lanes.jmh.exact;

/// What one library took for one number of queries.
///
/// @param dataset where the rows come from
/// @param rows how many
/// @param dimension values in each
/// @param queries asked at once
/// @param k rows that each asks for
/// @param library "lanes" or "openblas"
/// @param backend what computes
/// @param encoding how rows are stored
/// @param millis median of the rounds, for all queries
/// @param recall share of the true k closest that were found
public record ExactFigure(
        String dataset,
        int rows,
        int dimension,
        int queries,
        int k,
        String library,
        String backend,
        String encoding,
        double millis,
        double recall) {}
