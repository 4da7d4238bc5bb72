/// Tokenizers, ONNX encoders and model packages.
module dev.lanes.inference {
    requires transitive dev.lanes.kernels;
    requires ai.djl.sentencepiece;
    requires ai.djl.tokenizers;
    requires com.microsoft.onnxruntime;
    requires java.net.http;
    requires tools.jackson.databind;

    exports dev.lanes.inference;
}
