/// Here is a file of vectors; give me its rows.
///
/// [VectorFiles#read] knows the formats of the public benchmark data sets: `.fvecs`, `.fbin` and
/// IDX images, each plain or compressed by gzip.
package dev.lanes.jmh.data;
