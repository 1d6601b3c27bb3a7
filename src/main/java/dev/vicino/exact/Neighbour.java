package dev.vicino.exact;

/// One of the nearest.
///
/// @param ordinal the number under which the vector was offered
/// @param value in the metric's own unit, by [dev.vicino.Metric#between]
public record Neighbour(int ordinal, double value) {}
