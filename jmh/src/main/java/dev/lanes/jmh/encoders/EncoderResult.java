package dev.lanes.jmh.encoders;

/// What one library did.
///
/// @param library its name
/// @param libraryVersion its version
/// @param setting how it ran
/// @param passagesPerSecond texts a second in bulk, in the median round
/// @param tokensPerSecond the same in tokens, padding not counted
/// @param p50Us median time of one text alone, in microseconds, over all rounds
/// @param p99Us 99th percentile of the same
/// @param busyP50Us median time of one text while other callers encode theirs
/// @param busyP99Us 99th percentile of the same
/// @param residentBytes by how much the process grew while the library was opened and warmed up
public record EncoderResult(
        String library,
        String libraryVersion,
        String setting,
        double passagesPerSecond,
        double tokensPerSecond,
        double p50Us,
        double p99Us,
        double busyP50Us,
        double busyP99Us,
        long residentBytes) {}
