package dev.lanes.inference;

/// Hears how a download goes on. The calls come on the thread that asked for it, a few a second at
/// most. An exception thrown from here ends the download and reaches the caller; what has come so
/// far is kept, and the next try goes on from there.
@FunctionalInterface
public interface DownloadProgress {
    /// Ignores everything.
    DownloadProgress NONE = (bytes, total) -> {};

    /// Some more has come.
    ///
    /// @param bytes how many there are, those of earlier tries counted
    /// @param total how many there will be; -1 where the server does not say
    void received(long bytes, long total);
}
