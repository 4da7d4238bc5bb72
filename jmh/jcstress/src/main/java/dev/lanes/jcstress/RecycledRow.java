package dev.lanes.jcstress;

import dev.lanes.memory.GracePeriods;

/// A row that a writer takes out of reach and uses again after a grace period. Everything but the
/// grace periods is a plain field, so nothing else orders anything.
class RecycledRow {
    /// The row was what it was.
    static final int READ = 1;

    /// Nobody can reach the row.
    static final int OUT_OF_REACH = 0;

    /// The row was used again under the reader.
    static final int WRONG = -1;

    /// The writer may not use the row again yet.
    static final int WAITS = 0;

    /// The writer used the row again.
    static final int USED = 1;

    final GracePeriods grace = new GracePeriods();
    private int reachable = 1;
    private int value = READ;

    /// Reads the row, if it is in reach, and then the row's value twice.
    int read() {
        int ticket = grace.enter();
        int seen = reachable == 0 ? OUT_OF_REACH : Math.min(value, value);
        grace.exit(ticket);
        return seen;
    }

    /// Takes the row out of reach and uses it again, if the readers have gone.
    int recycle() {
        reachable = 0;
        if (grace.passed(grace.now())) {
            value = WRONG;
            return USED;
        }
        return WAITS;
    }
}
