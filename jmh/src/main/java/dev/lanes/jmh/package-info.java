/// Here are data files and the libraries that one might use instead; give me figures.
///
/// [LanesBench] is the program behind `./lanes-bench`; its subcommand `jmh` runs the JMH benchmarks
/// of single operations.
package dev.lanes.jmh;
