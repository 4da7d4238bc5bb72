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
    /// Checks that there is a network and a tokenizer.
    public ModelFiles {
        Rules.filled("model", model);
        requireNonNull(tokenizer, "tokenizer");
        requireNonNull(sentencePiece, "sentencepiece");
        requireNonNull(tokenWeights, "token_weights");
        if (tokenizer.isBlank()) {
            Rules.filled("tokenizer or sentencepiece", sentencePiece);
        }
    }

    /// An ONNX file and a Hugging Face tokenizer.
    public static ModelFiles of(String model, String tokenizer) {
        return new ModelFiles(model, tokenizer, "", "");
    }
}
