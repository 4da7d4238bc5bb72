/// Documents, retrievers, evaluation and the command line.
module dev.lanes.search {
    requires transitive dev.lanes.hnsw;
    requires transitive dev.lanes.inference;
    requires transitive dev.lanes.sparse;
    requires info.picocli;
    requires java.logging;
    requires java.sql;
    requires me.tongfei.progressbar;
    requires org.xerial.sqlitejdbc;
    requires tools.jackson.databind;

    exports dev.lanes.search;
    exports dev.lanes.search.cli;
    exports dev.lanes.search.evaluation;
    exports dev.lanes.search.ingest;
    exports dev.lanes.search.retrieval;
    exports dev.lanes.search.semantic;

    // The command line's options are fields that picocli fills in.
    opens dev.lanes.search.cli to
            info.picocli;
}
