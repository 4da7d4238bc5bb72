package dev.lanes.search.cli;

import dev.lanes.search.IndexingProgress;

/// Shows people how far the making of a collection has got.
sealed interface ProgressDisplay extends IndexingProgress, AutoCloseable
        permits ProgressBars, ProgressLines {
    /// The kind that suits the place where standard error goes.
    static ProgressDisplay on(Console console) {
        return switch (console.display()) {
            case BAR -> new ProgressBars(console);
            case LINES -> new ProgressLines(console.err());
        };
    }

    /// Ends what is shown.
    @Override
    void close();
}
