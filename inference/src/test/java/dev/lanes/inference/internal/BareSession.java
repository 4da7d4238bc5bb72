package dev.lanes.inference.internal;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.lanes.inference.ModelDescriptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/// The oracle: the same model by the plainest path that there is. DJL's own tokenizer class, one
/// text a run, no padding, no batch, the mean of the tokens in double precision.
public final class BareSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    public BareSession(ModelDescriptor model) throws Exception {
        System.setProperty("OPT_OUT_TRACKING", "true");
        this.tokenizer =
                HuggingFaceTokenizer.newInstance(
                        new ByteArrayInputStream(resource(model.files().tokenizer())),
                        Map.of(
                                "padding",
                                "false",
                                "truncation",
                                "true",
                                "maxLength",
                                String.valueOf(model.maxTokens()),
                                "modelMaxLength",
                                String.valueOf(model.maxTokens())));
        this.session = environment.createSession(resource(model.files().model()));
    }

    /// The bytes of a file of a model on the class path.
    public static byte[] resource(String name) throws Exception {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /// The normalised vector of one text.
    ///
    /// @param text with its prefix
    public float[] encode(String text) throws Exception {
        long[] ids = tokenizer.encode(text).getIds();
        long[][] ones = {new long[ids.length]};
        Arrays.fill(ones[0], 1);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, ones);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                OrtSession.Result result =
                        session.run(
                                Map.of(
                                        "input_ids", input,
                                        "attention_mask", mask,
                                        "token_type_ids", types))) {
            float[][][] vectors = (float[][][]) result.get(0).getValue();
            return normalizedMean(vectors[0]);
        }
    }

    private static float[] normalizedMean(float[][] vectors) {
        var mean = new double[vectors[0].length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / (double) vectors.length;
            }
        }
        double length = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
        var row = new float[mean.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (mean[i] / length);
        }
        return row;
    }

    @Override
    public void close() throws Exception {
        session.close();
        tokenizer.close();
    }
}
