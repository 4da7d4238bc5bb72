/// What happens to a live index: churn, searches beside additions, opening a file, memory.
package dev.lanes.jmh.live;
