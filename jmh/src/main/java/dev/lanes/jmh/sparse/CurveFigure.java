package dev.lanes.jmh.sparse;

/// How long an algorithm takes for queries of one length.
///
/// @param algorithm its name; "exact" is the one that the planner chooses
/// @param k rows that a query asks for
/// @param terms how many terms a query has on average
/// @param processorUs microseconds of a query on the processor, median of the rounds
/// @param p99Us the hundredth query's microseconds
public record CurveFigure(
        String algorithm, int k, double terms, double processorUs, double p99Us) {}
