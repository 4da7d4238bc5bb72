package dev.lanes.inference.remote;

import dev.lanes.vector.SparseVector;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Makes sparse rows of the shapes in which servers send them; see [RemoteTemplate].
///
/// @param numbers what number a term has that is sent by name
record TermWeights(Function<String, OptionalInt> numbers) {
    /// Names that are numbers themselves.
    static OptionalInt digits(String term) {
        return term.matches("\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(term))
                : OptionalInt.empty();
    }

    /// The terms whose weight is not zero.
    ///
    /// @throws BrokenReply when it is no sparse row
    SparseVector read(JsonNode node, String place) {
        Map<Integer, Float> weights = new TreeMap<>();
        if (node.isArray()) {
            node.forEach(pair -> put(weights, pair.path("index"), pair.path("value"), place));
        } else if (node.path("indices").isArray() && node.path("values").isArray()) {
            lists(node.path("indices"), node.path("values"), weights, place);
        } else if (node.isObject()) {
            node.properties()
                    .forEach(term ->
                            put(weights, number(term.getKey(), place), term.getValue(), place));
        } else {
            throw new BrokenReply(place + " must be a sparse row", Numbers.shown(node));
        }
        var terms = new int[weights.size()];
        var values = new float[terms.length];
        int at = 0;
        for (Map.Entry<Integer, Float> entry : weights.entrySet()) {
            if (entry.getValue() != 0) {
                terms[at] = entry.getKey();
                values[at++] = entry.getValue();
            }
        }
        return SparseVector.of(Arrays.copyOf(terms, at), Arrays.copyOf(values, at));
    }

    private static void lists(
            JsonNode indices, JsonNode values, Map<Integer, Float> weights, String place) {
        if (indices.size() != values.size()) {
            throw new BrokenReply(
                    "%s must have a value for each of %d indices".formatted(place, indices.size()),
                    String.valueOf(values.size()));
        }
        Iterator<JsonNode> value = values.iterator();
        indices.forEach(index -> put(weights, index, value.next(), place));
    }

    private static void put(
            Map<Integer, Float> weights, JsonNode index, JsonNode value, String place) {
        if (!index.isIntegralNumber() || !index.canConvertToInt() || index.intValue() < 0) {
            throw new BrokenReply(
                    "terms of %s must be whole numbers from 0 on".formatted(place),
                    Numbers.shown(index));
        }
        put(weights, index.intValue(), value, place);
    }

    private static void put(Map<Integer, Float> weights, int term, JsonNode value, String place) {
        float weight = Numbers.finite(value, "weight of term %d of %s".formatted(term, place));
        if (weights.put(term, weight) != null) {
            throw new BrokenReply("%s must have each term once".formatted(place), term + " twice");
        }
    }

    private int number(String term, String place) {
        OptionalInt number = numbers.apply(term);
        if (number.isEmpty() || number.getAsInt() < 0) {
            throw new BrokenReply(
                    "terms of %s must be numbers, or known to the encoder".formatted(place), term);
        }
        return number.getAsInt();
    }
}
