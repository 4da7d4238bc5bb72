/// Here are a query and a million rows; give me the score of any of them, as fast as this processor
/// can.
///
/// A [dev.lanes.kernels.VectorMatrix] holds the rows off-heap; a [dev.lanes.kernels.Scorer] is a
/// query prepared once, then asked for ordinals in blocks; a [dev.lanes.kernels.TopK] keeps the
/// best. [dev.lanes.kernels.Kernels] says which [dev.lanes.kernels.Backend] does the work.
package dev.lanes.kernels;
