package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.vector.Similarity;

/// All that an encoder has to know of a model, read from a small JSON file.
///
/// @param name the name to open it by
/// @param dimension numbers in a vector, in 1..4096
/// @param pooling how the vectors of the tokens become one
/// @param normalize whether vectors are scaled to length 1
/// @param queryPrefix what stands before a query, the blank at its end included; may be empty
/// @param passagePrefix what stands before a passage; may be empty
/// @param maxTokens how many tokens of a text the model reads, prefix and special tokens counted,
///   in 3..65536; the rest of the text is left out
/// @param similarity how the model's authors compare vectors
/// @param license SPDX identifier of the licence of the weights, or empty when it is not known
/// @param bytes size of the ONNX file
/// @param artifact Maven coordinates `group:artifact:version` of the jar that holds the files;
///   empty when they lie in a directory
/// @param model path of the ONNX file inside the artifact or directory
/// @param tokenizer path of the tokenizer's JSON file inside the artifact or directory
public record ModelDescriptor(
        String name,
        int dimension,
        Pooling pooling,
        boolean normalize,
        String queryPrefix,
        String passagePrefix,
        int maxTokens,
        Similarity similarity,
        String license,
        long bytes,
        String artifact,
        String model,
        String tokenizer) {

    /// Checks every component.
    public ModelDescriptor {
        filled("name", name);
        within("dimension", dimension, 1, 4096);
        requireNonNull(pooling, "pooling");
        requireNonNull(queryPrefix, "queryPrefix");
        requireNonNull(passagePrefix, "passagePrefix");
        within("maxTokens", maxTokens, 3, 65_536);
        requireNonNull(similarity, "similarity");
        requireNonNull(license, "license");
        within("bytes", bytes, 1, Long.MAX_VALUE);
        requireNonNull(artifact, "artifact");
        filled("model", model);
        filled("tokenizer", tokenizer);
    }

    private static void filled(String component, String value) {
        if (requireNonNull(value, component).isBlank()) {
            throw new IllegalArgumentException(
                    "%s must not be blank but was \"%s\"".formatted(component, value));
        }
    }

    private static void within(String component, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be in %d..%d but was %d".formatted(component, least, most, value));
        }
    }
}
