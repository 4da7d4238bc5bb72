package dev.lanes.sparse;

/// How the best rows are found. All but [#SEISMIC] are exact: they return the same hits.
public enum Algorithm {
    /// The planner chooses by the query and its lists.
    AUTO,
    /// Scores every row by the forward index: the oracle of the others.
    EXHAUSTIVE,
    /// Adds up all postings of the query's terms in windows of rows.
    ACCUMULATOR,
    /// Does not read the lists that together can add little (Turtle and Flood 1995).
    MAX_SCORE,
    /// Bounds frequent terms by maxima of blocks of rows (after BMP, arXiv:2405.01117).
    BMP,
    /// Scores the rows of clusters that promise enough (Seismic, arXiv:2404.18812): approximate, as
    /// [SeismicSearch] says. Segments that are small by [SeismicSettings], and rows that are not
    /// sealed yet, are searched exactly. The scores of hits are exact.
    SEISMIC;

    /// {@return whether it finds the best rows, not only almost all of them}
    public boolean isExact() {
        return this != SEISMIC;
    }
}
