/// Here is memory with leases; show me that nobody reads it after it was freed, and that it is
/// freed once; or a row that is used again, and show me that no reader sees that. Each class is one
/// race, whose allowed outcomes it lists.
package dev.lanes.jcstress;
