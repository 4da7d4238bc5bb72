/// Tokenizers, ONNX encoders and model packages.
module dev.lanes.inference {
    requires transitive dev.lanes.kernels;
    requires transitive java.net.http;
    requires ai.djl.sentencepiece;
    requires ai.djl.tokenizers;
    requires com.microsoft.onnxruntime;
    requires tools.jackson.databind;

    exports dev.lanes.inference;
    exports dev.lanes.inference.remote;
}
