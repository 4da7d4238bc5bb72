package dev.lanes.inference.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The oracle of sparse encoders and cross-encoders: one text or pair a run, all logits copied.
public final class BareLogits implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    /// @param folder of the model
    /// @param truncation what is cut: `longest_first` or `only_second`
    public BareLogits(Path folder, int maxTokens, String truncation) throws Exception {
        System.setProperty("OPT_OUT_TRACKING", "true");
        this.tokenizer =
                HuggingFaceTokenizer.newInstance(
                        folder.resolve("tokenizer.json"),
                        Map.of(
                                "padding",
                                "false",
                                "truncation",
                                truncation,
                                "maxLength",
                                String.valueOf(maxTokens),
                                "modelMaxLength",
                                String.valueOf(maxTokens)));
        this.session = environment.createSession(folder.resolve("model.onnx").toString());
    }

    /// The largest logit of each term over the tokens of a text.
    public float[] largest(String text) throws Exception {
        float[][][] logits = (float[][][]) run(tokenizer.encode(text));
        float[] largest = logits[0][0].clone();
        for (float[] token : logits[0]) {
            for (int i = 0; i < largest.length; i++) {
                largest[i] = Math.max(largest[i], token[i]);
            }
        }
        return largest;
    }

    /// The logits of a pair.
    public float[] pair(String query, String passage) throws Exception {
        return ((float[][]) run(tokenizer.encode(query, passage)))[0];
    }

    private Object run(Encoding encoding) throws Exception {
        long[][] ones = {new long[encoding.getIds().length]};
        Arrays.fill(ones[0], 1);
        try (OnnxTensor input =
                        OnnxTensor.createTensor(environment, new long[][] {encoding.getIds()});
                OnnxTensor mask = OnnxTensor.createTensor(environment, ones);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, new long[][] {encoding.getTypeIds()});
                OrtSession.Result result =
                        session.run(
                                Map.of(
                                        "input_ids", input,
                                        "attention_mask", mask,
                                        "token_type_ids", types))) {
            return result.get(0).getValue();
        }
    }

    @Override
    public void close() throws Exception {
        session.close();
        tokenizer.close();
    }
}
