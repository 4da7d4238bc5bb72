package dev.lanes.jmh.encoding;

import dev.lanes.kernels.Encoding;
import java.util.List;

/// What one encoding costs.
///
/// @param encoding which
/// @param rowBytes bytes a row
/// @param recall by depth: the share of the k nearest rows among as many best rows by code, which
///   is the recall after these are rescored in full precision
/// @param error root of the mean squared error of a value, as a share of the standard deviation of
///   all exact values of a query
public record EncodingResult(Encoding encoding, long rowBytes, List<Double> recall, double error) {}
