/// Here is a place on disk; give me its lines, or let me write a directory there whole or not at
/// all.
package dev.lanes.search.files;
