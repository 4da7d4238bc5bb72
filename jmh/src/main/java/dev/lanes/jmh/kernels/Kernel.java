package dev.lanes.jmh.kernels;

/// What one figure is about, whoever computes it.
///
/// @param encoding how the rows are stored, for example "float32"
/// @param dimension values a row
/// @param access where the rows are
/// @param operation what is computed
public record Kernel(String encoding, int dimension, Access access, Operation operation) {
    /// For example "float32 384 random dot".
    public String label() {
        return "%s %d %s %s".formatted(encoding, dimension, access.label(), operation.label());
    }
}
