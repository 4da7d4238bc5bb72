package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.CollectionStatistics.FieldSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionStatisticsTest {
    private static final Schema SCHEMA =
            Schema.of(
                    Field.text("text"),
                    Field.semantic("meaning", Passages.MODEL).from("text"),
                    Field.keyword("tags"),
                    Field.longs("year"));

    @TempDir private Path folder;

    @Test
    void countsWhatThereIs() throws IOException {
        Path directory = folder.resolve("two");
        try (DocumentCollection collection =
                DocumentCollection.create(directory, SCHEMA, Passages.settings())) {
            collection.putAll(
                    List.of(
                            Document.parse("{\"id\":1,\"text\":\"bees\",\"tags\":[\"a\",\"b\"]}"),
                            Document.parse("{\"id\":2,\"text\":\"tides\",\"year\":1990}"),
                            Document.parse("{\"id\":3,\"tags\":\"a\"}")));
            collection.delete("3");
            CollectionStatistics found = collection.statistics();

            assertThat(found.documents()).isEqualTo(2);
            assertThat(found.indexBytes()).isEqualTo(collection.indexBytes()).isPositive();
            assertThat(found.fields())
                    .containsExactly(
                            field("text", "text", OptionalLong.empty()),
                            new FieldSize(
                                    "meaning",
                                    "semantic",
                                    Optional.of(Passages.MODEL),
                                    OptionalInt.of(384),
                                    OptionalLong.of(2)),
                            field("tags", "keyword", OptionalLong.of(2)),
                            field("year", "long", OptionalLong.of(1)));
        }
        try (DocumentCollection collection = DocumentCollection.openToRead(directory)) {
            CollectionStatistics found = collection.statistics();
            assertThat(found.files())
                    .extracting(CollectionStatistics.FileSize::name)
                    .isEqualTo(FileTrees.names(directory))
                    .contains("lanes.db");
            for (CollectionStatistics.FileSize file : found.files()) {
                assertThat(file.bytes()).isEqualTo(Files.size(directory.resolve(file.name())));
            }
        }
    }

    private static FieldSize field(String name, String type, OptionalLong entries) {
        return new FieldSize(name, type, Optional.empty(), OptionalInt.empty(), entries);
    }
}
