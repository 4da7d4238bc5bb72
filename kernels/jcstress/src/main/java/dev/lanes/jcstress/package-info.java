/// Here is memory with leases; show me that nobody reads it after it was freed, and that it is
/// freed once. Each class is one race, whose allowed outcomes it lists.
package dev.lanes.jcstress;
