/// Holds encoders to reference values on SciFact and movies, which takes minutes.
package dev.lanes.jmh.references;
