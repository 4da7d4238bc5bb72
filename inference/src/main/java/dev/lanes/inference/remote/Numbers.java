package dev.lanes.inference.remote;

import tools.jackson.databind.JsonNode;

/// Numbers in an answer.
final class Numbers {
    private Numbers() {}

    /// A finite float.
    ///
    /// @throws BrokenReply when it is none
    static float finite(JsonNode node, String place) {
        if (!node.isNumber()) {
            throw new BrokenReply(place + " must be a number", shown(node));
        }
        float value = (float) node.doubleValue();
        if (!Float.isFinite(value)) {
            throw new BrokenReply(place + " must be a finite float", node.toString());
        }
        return value;
    }

    /// A vector.
    ///
    /// @throws BrokenReply when it is none of that dimension
    static float[] vector(JsonNode node, int dimension, String place) {
        if (!node.isArray()) {
            throw new BrokenReply(place + " must be an array of numbers", shown(node));
        }
        if (node.size() != dimension) {
            throw new BrokenReply(
                    "%s must have dimension %d".formatted(place, dimension),
                    String.valueOf(node.size()));
        }
        var vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            JsonNode number = node.get(i);
            if (!number.isNumber() || !Float.isFinite((float) number.doubleValue())) {
                throw new BrokenReply(
                        "number %d of %s must be a finite float".formatted(i, place),
                        shown(number));
            }
            vector[i] = (float) number.doubleValue();
        }
        return vector;
    }

    /// A node as text, for errors.
    static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }
}
