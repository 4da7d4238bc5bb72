/// Filtered search beside what could be done in its place: exact search over the rows that pass,
/// and plain search whose hits are filtered afterwards.
package dev.lanes.jmh.filters;
