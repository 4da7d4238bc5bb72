/// Here are data files and the libraries that one might use instead; give me figures.
///
/// [LanesBench] is the program behind `./lanes-bench`. JMH benchmarks of single operations are run
/// by JMH's own main class.
package dev.lanes.jmh;
