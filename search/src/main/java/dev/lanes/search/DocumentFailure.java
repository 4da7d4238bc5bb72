package dev.lanes.search;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A document that was refused while others went on.
///
/// @param line of the file that it came from, counted from 1; empty when it came from elsewhere
/// @param id empty when it has none, or none that can be read
/// @param rule what is wrong with it
public record DocumentFailure(OptionalLong line, Optional<String> id, String rule) {
    /// Checks that all is there.
    public DocumentFailure {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rule, "rule");
    }

    /// As one line of JSON with `rule`, and `line` and `id` where they are known.
    public String toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        line.ifPresent(number -> json.put("line", number));
        id.ifPresent(text -> json.put("id", text));
        return json.put("rule", rule).toString();
    }
}
