/// Documents, retrievers, evaluation and the command line.
module dev.lanes.search {
    requires transitive dev.lanes.hnsw;
    requires transitive dev.lanes.inference;
    requires dev.lanes.sparse;
    requires info.picocli;
    requires java.sql;
    requires me.tongfei.progressbar;
    requires tools.jackson.databind;

}
