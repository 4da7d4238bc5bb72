package dev.lanes.hnsw;

/// The section `settings` of a file of rows: longs, little-endian, at these offsets.
final class RowFileLayout {
    static final int DIMENSION = 0;
    static final int SIMILARITY = 8;
    static final int SIZE = 16;
    static final int BYTES = 24;

    private RowFileLayout() {}
}
