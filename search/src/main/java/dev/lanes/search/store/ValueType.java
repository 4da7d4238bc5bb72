package dev.lanes.search.store;

/// How the values of a field are compared.
public enum ValueType {
    /// Texts, by their UTF-8 bytes.
    TEXT("TEXT"),
    /// Whole numbers of 64 bits.
    INTEGER("INTEGER"),
    /// Numbers of double precision.
    REAL("REAL");

    private final String sql;

    ValueType(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
