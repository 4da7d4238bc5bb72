package dev.lanes.search;

/// Which values a [Field.Value] has.
public enum ValueKind {
    /// Texts, compared by their characters; of JSON numbers and booleans their letters.
    KEYWORD,
    /// Whole numbers of 64 bits.
    LONG,
    /// Numbers of double precision.
    DOUBLE,
    /// True or false.
    BOOLEAN,
    /// Instants, to the millisecond: ISO 8601 (`2026-11-22`, `2026-11-22T05:00`,
    /// `2026-11-22T05:00:00.123+01:00`; UTC where no offset is given), a year and month, a year, or
    /// a number of milliseconds since 1970.
    DATE
}
