/// Here are bytes outside the heap or in a file; give me memory that nobody can read after it was
/// given back.
///
/// [dev.lanes.memory.OffHeap] owns memory, [dev.lanes.memory.Lease] keeps it alive while somebody
/// reads, [dev.lanes.memory.Records] lays fixed-size records over it and grows without moving them,
/// [dev.lanes.memory.SectionFileWriter] and [dev.lanes.memory.SectionFile] put them into checked
/// files. [dev.lanes.memory.GracePeriods] tells a writer when what it took out of reach may be used
/// again.
package dev.lanes.memory;
