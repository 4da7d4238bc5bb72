package dev.lanes.search.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The schema and the reader say the same.
class SchemaTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final JsonSchema schema = new JsonSchema(file());

    private static JsonNode file() {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(Path.of("../docs/retriever.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasAPlaceForWhateverIsWritten() {
        for (int i = 0; i < 1_000; i++) {
            var json = RetrieverJson.write(new RandomRetrievers(random).tree(3));
            assertThat(schema.errors(JsonMapper.shared().readTree(json)))
                    .as("seed %d, %s", seed, json)
                    .isEmpty();
        }
    }

    /// A key too many or too few, or a value of another type, somewhere in the tree.
    @Test
    void refusesNothingThatIsRead() {
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            var json = RetrieverJson.write(new RandomRetrievers(random).tree(2));
            var node = JsonMapper.shared().readTree(json);
            var objects = new ArrayList<ObjectNode>();
            collect(node, objects);
            var object = objects.get(random.nextInt(objects.size()));
            var keys = List.copyOf(object.propertyNames());
            if (keys.isEmpty()) {
                continue;
            }
            var key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(key);
                case 1 -> object.set("unknown", object.remove(key));
                case 2 -> object.put(key, random.nextBoolean() ? "" : "x");
                default -> object.put(key, random.nextInt(3) - 1);
            }
            boolean fine = schema.errors(node).isEmpty();
            refused += fine ? 0 : 1;
            assertThat(fine || !isRead(node.toString()))
                    .as("seed %d, %s, from %s", seed, node, json)
                    .isTrue();
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(1_000);
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static boolean isRead(String json) {
        try {
            RetrieverJson.read(json);
            return true;
        } catch (RetrieverJsonException _) {
            return false;
        }
    }
}
