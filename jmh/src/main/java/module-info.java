/// Every benchmark: kernels, indexes, encoders, end to end, and the peers.
module dev.lanes.jmh {
    requires dev.lanes.search;
    requires dev.lanes.sparse;
    requires HdrHistogram;
    requires ai.djl.tokenizers;
    requires com.microsoft.onnxruntime;
    requires hnswlib.core;
    requires info.picocli;
    requires java.desktop;
    requires java.logging;
    requires java.management;
    requires jdk.management;
    requires jmh.core;
    requires jvector;
    requires langchain4j.core;
    requires langchain4j.embeddings;
    requires org.apache.lucene.core;
    requires tools.jackson.databind;
    requires xchart;

    // The command line is read by reflection.
    opens dev.lanes.jmh to
            info.picocli;
}
