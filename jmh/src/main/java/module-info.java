/// Every benchmark: kernels, indexes, encoders, end to end, and the peers.
module dev.lanes.jmh {
    requires dev.lanes.search;
    requires info.picocli;
    requires jmh.core;
    requires org.apache.lucene.core;
    requires HdrHistogram;
    requires tools.jackson.databind;
}
