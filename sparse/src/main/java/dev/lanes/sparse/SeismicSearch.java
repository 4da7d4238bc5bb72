package dev.lanes.sparse;

/// How [Algorithm#SEISMIC] searches: what recall costs. The defaults are those of OpenSearch, whose
/// parameters are named in brackets. Immutable.
///
/// @param cut of how many of the query's heaviest terms the lists are looked at [`top_n`], at least
///   1; rows are scored by all terms
/// @param heapFactor what a summary is multiplied by before it is compared with the k-th score so
///   far [`heap_factor`], above 0: larger ones find more and take longer
public record SeismicSearch(int cut, double heapFactor) {
    public SeismicSearch {
        if (cut < 1) {
            throw new IllegalArgumentException("cut must be at least 1 but was " + cut);
        }
        if (!(heapFactor > 0 && heapFactor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "heap factor must be above 0 and finite but was " + heapFactor);
        }
    }

    /// OpenSearch's defaults.
    ///
    /// @return a cut of 10 and a heap factor of 1
    public static SeismicSearch of() {
        return new SeismicSearch(10, 1);
    }
}
