package dev.lanes.jmh.encoders;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// LangChain4j's in-process model: one text a run of the network, several at a time.
final class Langchain4jPeer implements EncoderPeer {
    private final int threads;
    private final ExecutorService executor;
    private final OnnxEmbeddingModel model;

    Langchain4jPeer(EncoderTask task, ModelCopy files) {
        threads = task.limits().threads();
        executor = Executors.newFixedThreadPool(threads);
        PoolingMode pooling = PoolingMode.valueOf(task.model().dense().pooling().name());
        model = new OnnxEmbeddingModel(files.network(), files.tokenizer(), pooling, executor);
    }

    @Override
    public String library() {
        return "langchain4j";
    }

    @Override
    public String version() {
        return "1.20.0-beta30";
    }

    @Override
    public String setting() {
        return "%d threads".formatted(threads);
    }

    @Override
    public void encodeAll(List<String> texts) {
        model.embedAll(texts.stream().map(TextSegment::from).toList());
    }

    @Override
    public void encodeOne(String text) {
        model.embed(text);
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
