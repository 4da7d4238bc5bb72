package dev.lanes.kernels;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.SectionFile;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Where in a file a [VectorMatrix] lies.
///
/// @param file the file
/// @param name the name under which it was written
public record MatrixSections(SectionFile file, String name) {
    /// The name of the section with the lengths of rows.
    static String norms(String name) {
        return name + ".n";
    }

    MemorySegment rows(Codec codec, int size) throws CorruptFileException {
        return file.section(name, size * codec.rowBytes());
    }

    /// The lengths of rows, if they were kept.
    Optional<MemorySegment> norms(int size) throws CorruptFileException {
        var section = norms(name);
        return file.has(section)
                ? Optional.of(file.section(section, (long) size * Double.BYTES))
                : Optional.empty();
    }
}
