/// The inverted index for learned sparse vectors and BM25.
module dev.lanes.sparse {
    requires transitive dev.lanes.kernels;
    requires org.apache.opennlp.tools;

    exports dev.lanes.sparse;
    exports dev.lanes.sparse.text;
}
