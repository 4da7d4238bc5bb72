package dev.lanes.search;

import dev.lanes.vector.Similarity;
import java.util.List;
import java.util.Optional;

/// How a collection was made. All of it is fixed at creation.
///
/// @param model the name of the model that encoded it and encodes its questions
/// @param textFields the fields whose texts were encoded, joined by one space
/// @param idField the field that holds the ids; empty when documents are counted from 0
/// @param similarity how vectors are compared
/// @param m how many links a row of the graph keeps
/// @param efConstruction how many candidates its building kept
public record CollectionSettings(
        String model,
        List<String> textFields,
        Optional<String> idField,
        Similarity similarity,
        int m,
        int efConstruction) {
    /// Copies the list.
    public CollectionSettings {
        textFields = List.copyOf(textFields);
    }
}
