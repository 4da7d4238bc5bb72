package dev.lanes.jmh.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The matrix product of OpenBLAS on one thread, through the JDK's foreign functions.
public final class OpenBlas {
    /// What is to be installed, on Debian the package libopenblas0-pthread.
    public static final String LIBRARY = "libopenblas.so.0";

    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;

    private final MethodHandle sgemm;
    private final String configuration;

    private OpenBlas(MethodHandle sgemm, String configuration) {
        this.sgemm = sgemm;
        this.configuration = configuration;
    }

    /// Loads it, for as long as this JVM runs.
    ///
    /// @return nothing when the system has no such library
    public static Optional<OpenBlas> load() {
        SymbolLookup library;
        try {
            library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
        try {
            call(
                            library,
                            "openblas_set_num_threads",
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                    .invokeExact(1);
            MemorySegment text =
                    (MemorySegment)
                            call(
                                            library,
                                            "openblas_get_config",
                                            FunctionDescriptor.of(ValueLayout.ADDRESS))
                                    .invokeExact();
            String configuration = text.reinterpret(Long.MAX_VALUE).getString(0);
            return Optional.of(new OpenBlas(sgemm(library), configuration));
        } catch (Throwable e) {
            throw new IllegalStateException("%s cannot be called".formatted(LIBRARY), e);
        }
    }

    private static MethodHandle sgemm(SymbolLookup library) {
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        ValueLayout.OfFloat factor = ValueLayout.JAVA_FLOAT;
        return call(
                library,
                "cblas_sgemm",
                FunctionDescriptor.ofVoid(
                        number,
                        number,
                        number,
                        number,
                        number,
                        number,
                        factor,
                        ValueLayout.ADDRESS,
                        number,
                        ValueLayout.ADDRESS,
                        number,
                        factor,
                        ValueLayout.ADDRESS,
                        number));
    }

    private static MethodHandle call(SymbolLookup library, String name, FunctionDescriptor type) {
        // Critical, so that results may lie on the heap, where Java reads them fastest.
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), type, Linker.Option.critical(true));
    }

    /// What it says of itself.
    ///
    /// @return version and the processor that it chose its kernels for
    public String configuration() {
        return configuration;
    }

    /// Multiplies queries with the transposed rows.
    ///
    /// @param shape how many of each
    /// @param queries the queries, one after the other
    /// @param rows the rows, one after the other
    /// @param products receives the products of the first query, then of the second, …
    public void multiply(
            Shape shape, MemorySegment queries, MemorySegment rows, MemorySegment products) {
        int dimension = shape.dimension();
        try {
            sgemm.invokeExact(
                    ROW_MAJOR,
                    NO_TRANSPOSE,
                    TRANSPOSE,
                    shape.queries(),
                    shape.rows(),
                    dimension,
                    1f,
                    queries,
                    dimension,
                    rows,
                    dimension,
                    0f,
                    products,
                    shape.rows());
        } catch (Throwable e) {
            throw new IllegalStateException("cblas_sgemm failed", e);
        }
    }

    /// Sizes of a product.
    ///
    /// @param queries how many queries
    /// @param rows how many rows
    /// @param dimension values in each
    public record Shape(int queries, int rows, int dimension) {}
}
