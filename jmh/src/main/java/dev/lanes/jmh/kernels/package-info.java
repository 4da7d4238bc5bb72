/// Here is a kernel; give me nanoseconds a row, from the cache and from memory.
package dev.lanes.jmh.kernels;
