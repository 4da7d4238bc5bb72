/// Here is a fresh JVM; give me the milliseconds until it has its first score, by backend.
package dev.lanes.jmh.start;
