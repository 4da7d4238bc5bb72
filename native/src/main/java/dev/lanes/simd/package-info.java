/// Here is a block of off-heap rows; give me its scores from kernels written in C.
///
/// This room will hold the C kernels, one file per operation and instruction set, the JNI border
/// that is crossed once per block with raw addresses, and the loader that finds the library for
/// this processor. Nothing of it is written yet: `dev.lanes.kernels` has its scalar and Panama
/// backends.
package dev.lanes.simd;
