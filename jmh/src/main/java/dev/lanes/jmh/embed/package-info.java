/// Here are texts; give me the vectors that a search engine would have of them, as a vector file.
package dev.lanes.jmh.embed;
