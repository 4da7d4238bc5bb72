/// Here are vectors; give me what each encoding of rows costs in recall on them.
package dev.lanes.jmh.encoding;
