package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a model wants to stand before its texts, the blank at the end included.
///
/// @param queryPrefix stands before a query; may be empty
/// @param passagePrefix stands before a passage; may be empty
/// @param named further ones by the names that the model's authors gave them, for example
///   `clustering`; in their order, unmodifiable
public record Prompts(String queryPrefix, String passagePrefix, Map<String, String> named) {
    /// Of a model that wants texts as they are.
    public static final Prompts NONE = of("", "");

    /// Copies the map.
    public Prompts {
        requireNonNull(queryPrefix, "queryPrefix");
        requireNonNull(passagePrefix, "passagePrefix");
        var copy = new LinkedHashMap<>(requireNonNull(named, "named"));
        copy.forEach((name, prompt) -> {
            requireNonNull(name, "a name in named");
            requireNonNull(prompt, () -> "named[" + name + "]");
        });
        named = Collections.unmodifiableMap(copy);
    }

    /// The two that every model has.
    public static Prompts of(String queryPrefix, String passagePrefix) {
        return new Prompts(queryPrefix, passagePrefix, Map.of());
    }

    /// The prompt of that name. `query` and `passage` are names too, of the two prefixes, and
    /// `none` is one of the text as it is, unless the model's authors gave them to other prompts.
    ///
    /// @throws IllegalArgumentException when there is none; its message lists the names
    public String named(String name) {
        String prompt = named.get(requireNonNull(name, "name"));
        if (prompt != null) {
            return prompt;
        }
        return switch (name) {
            case "query" -> queryPrefix;
            case "passage" -> passagePrefix;
            case "none" -> "";
            default ->
                    throw new IllegalArgumentException(
                            "prompt must be query, passage, none or one of %s but was \"%s\""
                                    .formatted(named.keySet(), name));
        };
    }
}
