package dev.lanes.search;

import dev.lanes.search.store.Reading;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How large a collection and its parts are at one moment.
///
/// @param documents how many there are
/// @param fields those of the schema, in their order
/// @param indexBytes what the indexes take outside the Java heap, allocated or mapped
/// @param files those in the collection's directory, by name
public record CollectionStatistics(
        long documents, List<FieldSize> fields, long indexBytes, List<FileSize> files) {
    /// What there is of a field.
    ///
    /// @param name as retrievers call it
    /// @param type as schemas call it, such as `semantic`
    /// @param model that encodes its texts, as the schema calls it
    /// @param dimension numbers a row, of a field with dense rows
    /// @param entries rows or values; a document may have several, and none. Empty for texts and
    ///   what is only stored, of which nothing is kept beside the documents and the index of words
    public record FieldSize(
            String name,
            String type,
            Optional<String> model,
            OptionalInt dimension,
            OptionalLong entries) {
        /// Checks that all is there.
        public FieldSize {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(dimension, "dimension");
            Objects.requireNonNull(entries, "entries");
        }
    }

    /// A file.
    ///
    /// @param name without its directory
    /// @param bytes how long it is
    public record FileSize(String name, long bytes) {
        /// Checks that the name is there.
        public FileSize {
            Objects.requireNonNull(name, "name");
        }
    }

    /// Copies the lists.
    public CollectionStatistics {
        fields = List.copyOf(fields);
        files = List.copyOf(files);
    }

    static CollectionStatistics of(CollectionState state, Reading reading) throws IOException {
        List<FieldSize> fields = new ArrayList<>();
        for (Field field : state.catalog().schema().fields()) {
            FieldState kept = state.catalog().state(field);
            fields.add(
                    new FieldSize(
                            field.name(),
                            SchemaJson.type(field),
                            field instanceof Field.Semantic semantic
                                    ? Optional.of(semantic.model())
                                    : Optional.empty(),
                            kept instanceof FieldState.Dense dense
                                    ? OptionalInt.of(dense.dimension())
                                    : OptionalInt.empty(),
                            kept == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(reading.count(kept.table()))));
        }
        return new CollectionStatistics(
                reading.counters().documents(),
                fields,
                state.indexes().bytes(),
                files(state.directory()));
    }

    private static List<FileSize> files(Path directory) throws IOException {
        List<FileSize> sizes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                try {
                    sizes.add(new FileSize(file.getFileName().toString(), Files.size(file)));
                } catch (NoSuchFileException e) {
                    // Whoever changes the collection has replaced it since.
                    System.getLogger(CollectionStatistics.class.getName())
                            .log(System.Logger.Level.DEBUG, "gone: {0}", e.getMessage());
                }
            }
        }
        sizes.sort(Comparator.comparing(FileSize::name));
        return sizes;
    }
}
