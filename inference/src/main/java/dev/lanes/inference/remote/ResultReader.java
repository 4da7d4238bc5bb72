package dev.lanes.inference.remote;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes the results out of an answer, one item at a time: of the answer's tree no more than one
/// item is ever in memory.
///
/// @param <T> what a result becomes
final class ResultReader<T> {
    /// NaN and infinities are read, because servers written in Python send them, and refused as
    /// what they are.
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    // After an item comes the next.
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonPath result;
    private final Optional<JsonPath> index;
    private final Item<T> item;

    /// Makes something of the result of one text.
    @FunctionalInterface
    interface Item<T> {
        /// What the result says.
        ///
        /// @param node what lies at the path
        /// @param place what to call it in errors
        T read(JsonNode node, String place);
    }

    ResultReader(RemoteTemplate template, Item<T> item) {
        this.result = JsonPath.parse(template.result());
        this.index = Optional.of(template.index()).filter(p -> !p.isEmpty()).map(JsonPath::parse);
        this.item = item;
    }

    /// Puts the results where they belong.
    ///
    /// @param body of the answer
    /// @param into one place for each text, all empty
    /// @throws BrokenReply when the body is not what the template says
    void read(byte[] body, T[] into) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new BrokenReply("answer must be JSON", "empty");
            }
            find(parser, result.before(), into);
            if (parser.nextToken() != null) {
                throw new BrokenReply("answer must be one JSON value", "followed by more");
            }
        } catch (JacksonException e) {
            // Its message could repeat anything of the body.
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw new BrokenReply(
                    "answer of %d bytes must be JSON, which it is not from byte %d on,"
                            .formatted(body.length, at),
                    Texts.utf8(body));
        }
    }

    private void find(JsonParser parser, List<JsonPath.Step> steps, T[] into) {
        if (steps.isEmpty()) {
            items(parser, into);
            return;
        }
        List<JsonPath.Step> deeper = steps.subList(1, steps.size());
        boolean found =
                switch (steps.getFirst()) {
                    case JsonPath.Step.Field(String name) -> field(parser, name, deeper, into);
                    case JsonPath.Step.Element(int at) -> element(parser, at, deeper, into);
                };
        if (!found) {
            throw missing("none");
        }
    }

    private boolean field(JsonParser parser, String name, List<JsonPath.Step> deeper, T[] into) {
        expect(parser, JsonToken.START_OBJECT, "an object");
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = !found && parser.currentName().equals(name);
            parser.nextToken();
            if (wanted) {
                find(parser, deeper, into);
                found = true;
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private boolean element(JsonParser parser, int at, List<JsonPath.Step> deeper, T[] into) {
        expect(parser, JsonToken.START_ARRAY, "an array");
        boolean found = false;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == at) {
                find(parser, deeper, into);
                found = true;
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private void items(JsonParser parser, T[] into) {
        if (!result.perItem()) {
            into[0] = item.read(JSON.readTree(parser), result.text());
            return;
        }
        expect(parser, JsonToken.START_ARRAY, "an array");
        int count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            if (count == into.length) {
                throw count(into.length, "more");
            }
            JsonNode node = JSON.readTree(parser);
            String place = "item %d of %s".formatted(count, result.text());
            int text = textOf(node, count, into);
            into[text] = item.read(result.below(node), place);
        }
        if (count < into.length) {
            throw count(into.length, String.valueOf(count));
        }
    }

    /// Which text an item belongs to.
    private int textOf(JsonNode node, int count, T[] into) {
        if (index.isEmpty()) {
            return count;
        }
        JsonNode number = index.get().below(node);
        boolean fits = number.isIntegralNumber() && number.canConvertToInt();
        if (!fits || number.intValue() < 0 || number.intValue() >= into.length) {
            throw new BrokenReply(
                    "%s must be in 0..%d in item %d"
                            .formatted(index.get().text(), into.length - 1, count),
                    number.toString());
        }
        if (into[number.intValue()] != null) {
            throw new BrokenReply(
                    "%s must differ from item to item".formatted(index.get().text()),
                    number + " again in item " + count);
        }
        return number.intValue();
    }

    private void expect(JsonParser parser, JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw missing("on the way there a value that is not " + what);
        }
    }

    private BrokenReply missing(String found) {
        return new BrokenReply("answer must have a value at %s".formatted(result.text()), found);
    }

    private BrokenReply count(int texts, String found) {
        return new BrokenReply(
                "%s must have one item for each of %d texts".formatted(result.text(), texts),
                found);
    }
}
