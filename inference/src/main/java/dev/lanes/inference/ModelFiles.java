package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

/// Where the files of a model lie inside its directory, archive or artifact, as paths with `/`.
///
/// @param model the ONNX file
/// @param tokenizer the tokenizer as Hugging Face's tokenizers write it; may be empty when there is
///   a SentencePiece model
/// @param sentencePiece a SentencePiece model, read as XLM-RoBERTa reads it; may be empty. Where
///   there are both, `tokenizer` counts
/// @param tokenWeights a JSON object of tokens and their weights, for sparse queries without the
///   network; may be empty
public record ModelFiles(
        String model, String tokenizer, String sentencePiece, String tokenWeights) {
    /// Of a model whose files somebody else has, behind HTTP.
    public static final ModelFiles NONE = new ModelFiles("", "", "", "");

    /// Checks that there is a network and a tokenizer, or nothing at all.
    public ModelFiles {
        boolean none =
                requireNonNull(tokenizer, "tokenizer").isEmpty()
                        && requireNonNull(sentencePiece, "sentencepiece").isEmpty()
                        && requireNonNull(tokenWeights, "token_weights").isEmpty()
                        && requireNonNull(model, "model").isEmpty();
        if (!none) {
            Rules.filled("model", model);
        }
        if (!none && tokenizer.isBlank()) {
            Rules.filled("tokenizer or sentencepiece", sentencePiece);
        }
    }

    /// An ONNX file and a Hugging Face tokenizer.
    public static ModelFiles of(String model, String tokenizer) {
        return new ModelFiles(model, tokenizer, "", "");
    }
}
