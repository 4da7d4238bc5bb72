/// Here are many queries and all rows; how long does it take to compare every one with every other,
/// beside OpenBLAS?
package dev.lanes.jmh.exact;
