package dev.lanes.search.cli;

/// What a process ends with.
final class ExitCodes {
    /// Done.
    static final int DONE = 0;

    /// Our fault.
    static final int BUG = 1;

    /// The user's input, or a machine that is full or lacks a file.
    static final int INPUT = 2;

    private ExitCodes() {}
}
