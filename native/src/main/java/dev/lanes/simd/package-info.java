/// Here is a block of off-heap rows; give me its scores from kernels written in C.
///
/// [dev.lanes.simd.NativeLibrary] finds and loads the library of this machine, once a class loader,
/// and says why when it cannot. What it loads is a [dev.lanes.simd.NativeKernels], whose methods
/// cross the border once a block with raw addresses. The C files lie in `src/main/c`: one for each
/// operation and instruction set.
package dev.lanes.simd;
