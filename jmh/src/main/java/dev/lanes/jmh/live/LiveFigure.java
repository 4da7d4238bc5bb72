package dev.lanes.jmh.live;

/// One thing that was measured.
///
/// @param measure what, as `churn recall`
/// @param value how much
/// @param unit of the value
public record LiveFigure(String measure, double value, String unit) {}
