package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.DocumentCollection;
import dev.lanes.search.Field;
import dev.lanes.search.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {
    private static final String DOCUMENTS =
            """
            {"id":"a","body":"one","year":1}
            {"id":"b","body":"two","year":"x"}
            {"id":"c","body":"three"}
            """;

    @TempDir private Path folder;
    private String collection;
    private String documents;
    private String pipeline;

    @BeforeEach
    void prepare() throws IOException {
        Path directory = folder.resolve("c");
        DocumentCollection.create(directory, Schema.of(Field.text("text"), Field.longs("year")))
                .close();
        collection = directory.toString();
        documents = Files.writeString(folder.resolve("d.jsonl"), DOCUMENTS).toString();
        pipeline =
                Files.writeString(
                                folder.resolve("p.json"),
                                "{\"processors\":[{\"rename\":{\"field\":\"body\",\"target_field\":\"text\"}}]}")
                        .toString();
    }

    private long size() throws IOException {
        try (DocumentCollection opened = DocumentCollection.openToRead(Path.of(collection))) {
            return opened.size();
        }
    }

    @Test
    void writesAllOrNothing() throws IOException {
        Captured run = Captured.run("ingest", collection, documents, "--pipeline", pipeline);
        assertThat(run.code()).isEqualTo(ExitCodes.INPUT);
        assertThat(run.err()).contains("line 2: the field \"year\" must be a number");
        assertThat(size()).isZero();
    }

    @Test
    void reportsWhatItRefuses() throws IOException {
        String report = folder.resolve("report.jsonl").toString();
        for (String counts : new String[] {"2 written, 0 unchanged", "0 written, 2 unchanged"}) {
            Captured run =
                    Captured.run(
                            "ingest",
                            collection,
                            documents,
                            "--pipeline",
                            pipeline,
                            "--on-error",
                            "report",
                            "--report",
                            report);
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.INPUT);
            assertThat(run.err()).contains(counts + ", 1 failed");
            assertThat(Files.readString(Path.of(report)))
                    .isEqualTo(
                            "{\"line\":2,\"id\":\"b\",\"rule\":\"the field \\\"year\\\" must be a number but was a string\"}\n");
            assertThat(size()).isEqualTo(2);
        }
    }

    @Test
    void simulates() throws IOException {
        Captured run =
                Captured.runWith(DOCUMENTS, "simulate", collection, "-", "--pipeline", pipeline);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.outLines().get(0)).contains("\"change\":\"new\"", "\"values\":[1]");
        assertThat(run.outLines().get(1)).contains("\"change\":\"refused\"");
        assertThat(size()).isZero();
    }

    @Test
    void namesTheFaultOfAPipeline() throws IOException {
        Files.writeString(Path.of(pipeline), "{\"processors\":[{\"script\":{}}]}");
        Captured run = Captured.run("ingest", collection, documents, "--pipeline", pipeline);
        assertThat(run.code()).isEqualTo(ExitCodes.INPUT);
        assertThat(run.err())
                .contains("p.json: $.processors[0].script: a processor must be one of");
    }
}
