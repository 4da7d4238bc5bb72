package dev.lanes.inference.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Where in a JSON document something lies: the part of RFC 9535 that names one place, `$.name`,
/// `$['name']` and `$[0]`, and `[*]` once for the items of an array.
///
/// @param text as it was written
/// @param before the steps before `[*]`, or all of them when there is none
/// @param perItem whether there is a `[*]`
/// @param after the steps after it
record JsonPath(String text, List<Step> before, boolean perItem, List<Step> after) {
    private static final Pattern STEP =
            Pattern.compile(
                    "\\.(?<name>[^.\\[\\]'\"*\\s]+)|\\['(?<quoted>[^']+)']|\\[(?<index>\\d{1,9})]|\\[(?<every>\\*)]");

    /// One step down.
    sealed interface Step {
        /// Into the field of an object.
        record Field(String name) implements Step {}

        /// Into an element of an array.
        record Element(int index) implements Step {}
    }

    static JsonPath parse(String text) {
        Matcher matcher = STEP.matcher(text);
        List<Step> before = new ArrayList<>();
        List<Step> after = new ArrayList<>();
        boolean perItem = false;
        int at = 1;
        while (text.startsWith("$") && at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw invalid(text);
            }
            at = matcher.end();
            if (matcher.group("every") == null) {
                (perItem ? after : before).add(step(matcher));
            } else if (perItem) {
                throw invalid(text);
            } else {
                perItem = true;
            }
        }
        if (!text.startsWith("$")) {
            throw invalid(text);
        }
        return new JsonPath(text, List.copyOf(before), perItem, List.copyOf(after));
    }

    /// What lies below an item, or a missing node.
    JsonNode below(JsonNode item) {
        JsonNode node = item;
        for (Step step : after) {
            node =
                    switch (step) {
                        case Step.Field(String name) -> node.path(name);
                        case Step.Element(int index) -> node.path(index);
                    };
        }
        return node;
    }

    /// Whether both lead to the same items.
    boolean sameItems(JsonPath other) {
        return perItem && other.perItem && before.equals(other.before);
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("index") != null) {
            return new Step.Element(Integer.parseInt(matcher.group("index")));
        }
        String name = matcher.group("name");
        return new Step.Field(name != null ? name : matcher.group("quoted"));
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "JSON path must be $ with steps .name, ['name'], [0] and at most one [*] but was \"%s\""
                        .formatted(text));
    }
}
