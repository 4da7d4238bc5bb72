package dev.lanes.jmh.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.Settings;
import dev.lanes.vector.Similarity;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The C++ library hnswlib, through functions of `hnswlib.cpp`.
final class Hnswlib {
    static final CompiledLibrary.Recipe RECIPE =
            new CompiledLibrary.Recipe(
                    "hnswlib", "hnswlib.cpp", "hnswlib/hnswlib.h", "g++ libhnswlib-dev");

    private static Optional<Hnswlib> loaded = Optional.empty();

    private final String backend;
    private final MethodHandle create;
    private final MethodHandle add;
    private final MethodHandle search;
    private final MethodHandle bytes;
    private final MethodHandle free;

    private Hnswlib(CompiledLibrary library) {
        create =
                library.function(
                        "lanes_hnswlib_create",
                        FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS));
        add =
                library.function(
                        "lanes_hnswlib_add",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
        search =
                library.function(
                        "lanes_hnswlib_search",
                        FunctionDescriptor.of(
                                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        bytes = library.function("lanes_hnswlib_bytes", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        free = library.function("lanes_hnswlib_free", FunctionDescriptor.ofVoid(ADDRESS));
        try {
            MemorySegment text =
                    (MemorySegment)
                            library.function(
                                            "lanes_hnswlib_backend", FunctionDescriptor.of(ADDRESS))
                                    .invokeExact();
            backend = text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// Compiles and loads it, once a JVM.
    ///
    /// @throws dev.lanes.jmh.UsageException when the compiler or the header is missing
    static synchronized Hnswlib load() {
        if (loaded.isEmpty()) {
            loaded = Optional.of(new Hnswlib(CompiledLibrary.load(RECIPE, Settings.cxx())));
        }
        return loaded.get();
    }

    String backend() {
        return backend;
    }

    /// An empty index, to be freed.
    MemorySegment create(HnswSettings settings, int dimension, int rows) {
        int innerProduct = settings.similarity() == Similarity.EUCLIDEAN ? 0 : 1;
        long[] graph = {settings.m(), settings.efConstruction(), settings.seed()};
        MemorySegment index;
        try {
            index =
                    (MemorySegment)
                            create.invokeExact(
                                    innerProduct,
                                    (long) dimension,
                                    (long) rows,
                                    MemorySegment.ofArray(graph));
        } catch (Throwable e) {
            throw failed(e);
        }
        if (index.address() == 0) {
            throw new IllegalStateException("hnswlib could not create an index");
        }
        return index;
    }

    void add(MemorySegment index, float[] row, int label) {
        int status;
        try {
            status = (int) add.invokeExact(index, MemorySegment.ofArray(row), (long) label);
        } catch (Throwable e) {
            throw failed(e);
        }
        if (status != 0) {
            throw new IllegalStateException("hnswlib could not add row " + label);
        }
    }

    /// Fills `found`, whose length is k.
    ///
    /// @return how many it found
    int search(MemorySegment index, float[] query, int ef, int[] found) {
        int count;
        try {
            count =
                    (int)
                            search.invokeExact(
                                    index,
                                    MemorySegment.ofArray(query),
                                    found.length,
                                    ef,
                                    MemorySegment.ofArray(found));
        } catch (Throwable e) {
            throw failed(e);
        }
        if (count < 0) {
            throw new IllegalStateException("hnswlib could not search");
        }
        return count;
    }

    long bytes(MemorySegment index) {
        try {
            return (long) bytes.invokeExact(index);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void free(MemorySegment index) {
        try {
            free.invokeExact(index);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("hnswlib cannot be called", cause);
    }
}
