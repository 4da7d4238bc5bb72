/// Here are measured figures; give me a table for a person and a file for a program.
///
/// [HnswTable] prints, [JsonReport] writes, [Environment] says where it was measured.
package dev.lanes.jmh.report;
