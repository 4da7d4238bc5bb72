package dev.lanes.search.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Five films and a schema that needs no model.
final class Films {
    static final String SCHEMA =
            """
            {"fields": [{"name": "title", "type": "text"}, {"name": "genres", "type": "keyword"},
                        {"name": "year", "type": "long"}]}
            """;

    static final List<String> LINES =
            List.of(
                    "{\"id\":\"a\",\"title\":\"The night train\",\"genres\":[\"crime\"],\"year\":1990}",
                    "{\"id\":\"b\", \"title\":\"A train\",\"year\":1990,\"n\":1.10}",
                    "{\"id\":\"c\",\"title\":\"Night\",\"genres\":[\"crime\",\"drama\"],\"year\":2005}",
                    "{\"id\":4,\"title\":\"Night of the train\",\"year\":2010}",
                    "{\"id\":\"e\",\"title\":\"Überfall\",\"genres\":[\"drama\"],\"year\":1955}");

    private Films() {}

    /// Makes the collection `films` of `films.jsonl` and `films.json` in a directory.
    static Path in(Path folder) throws IOException {
        Path out = folder.resolve("films");
        Path lines = Files.write(folder.resolve("films.jsonl"), LINES);
        Path schema = Files.writeString(folder.resolve("films.json"), SCHEMA);
        Captured run =
                Captured.run(
                        "index",
                        lines.toString(),
                        "--out",
                        out.toString(),
                        "--schema",
                        schema.toString());
        if (run.code() != ExitCodes.DONE) {
            throw new AssertionError(run.err());
        }
        return out;
    }
}
