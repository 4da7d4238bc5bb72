package dev.lanes.search.store;

/// What a change must have reached before it counts.
public enum Flushing {
    /// The operating system: it survives when the process is killed, and may be lost with the
    /// power.
    TO_SYSTEM,
    /// The disk: it survives a loss of power too, and each change waits for the disk.
    TO_DISK
}
