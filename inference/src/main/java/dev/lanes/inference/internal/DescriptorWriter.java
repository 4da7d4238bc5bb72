package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes descriptors that [DescriptorReader] reads.
final class DescriptorWriter {
    /// The key for the hash of a network in half precision.
    static final String HALF_PRECISION_HASH = "sha256_fp16";

    private DescriptorWriter() {}

    /// @param halfPrecisionHash of the network in half precision; empty where there is none
    static byte[] json(ModelDescriptor model, String halfPrecisionHash) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", model.name());
        values.put("version", model.origin().version());
        values.put("kind", JsonFields.word(model.kind()));
        output(model.output(), values);
        values.put("query_prefix", model.prompts().queryPrefix());
        values.put("passage_prefix", model.prompts().passagePrefix());
        values.put("prompts", model.prompts().named());
        values.put("max_tokens", model.maxTokens());
        values.put("license", model.origin().license());
        values.put("bytes", model.origin().bytes());
        values.put("sha256", model.origin().sha256());
        if (!halfPrecisionHash.isEmpty()) {
            values.put(HALF_PRECISION_HASH, halfPrecisionHash);
        }
        values.put("model", model.files().model());
        values.put("tokenizer", model.files().tokenizer());
        values.put("sentencepiece", model.files().sentencePiece());
        values.put("token_weights", model.files().tokenWeights());
        return JsonFields.write(values);
    }

    private static void output(ModelOutput output, Map<String, Object> values) {
        values.put("output", output.name());
        switch (output) {
            case ModelOutput.Dense dense -> {
                values.put("dimension", dense.dimension());
                values.put("pooling", JsonFields.word(dense.pooling()));
                values.put("normalize", dense.normalize());
                values.put("similarity", JsonFields.word(dense.similarity()));
            }
            case ModelOutput.Sparse sparse -> {
                values.put("activation", JsonFields.word(sparse.activation()));
                values.put("first_term", sparse.firstTerm());
            }
            case ModelOutput.Score score ->
                    values.put("activation", JsonFields.word(score.activation()));
        }
    }
}
