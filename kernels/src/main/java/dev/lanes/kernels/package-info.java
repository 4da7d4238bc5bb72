/// Here are a query and a million rows; give me the score of any of them, as fast as this processor
/// can.
///
/// A [dev.lanes.kernels.VectorMatrix] holds the rows off-heap; a [dev.lanes.kernels.Scorer] is a
/// query prepared once, then asked for ordinals in blocks; a [dev.lanes.kernels.TopK] keeps the
/// best. A [dev.lanes.kernels.Codec] stores rows in fewer bits, learnt from a sample;
/// [dev.lanes.kernels.ExactSearch] compares many queries with every row at once, and a
/// [dev.lanes.kernels.PairScan] rows with each other; [dev.lanes.kernels.BitMatrix] holds rows that
/// are bits from the start. [dev.lanes.kernels.Kernels] says which [dev.lanes.kernels.Backend] does
/// the work.
package dev.lanes.kernels;
