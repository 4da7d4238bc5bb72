package dev.lanes.search.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads filters as Elasticsearch and OpenSearch write them.
final class FilterReader {
    private static final List<String> KINDS =
            List.of(
                    "bool",
                    "exists",
                    "match_all",
                    "match_none",
                    "prefix",
                    "range",
                    "term",
                    "terms");

    private FilterReader() {}

    /// A filter, or an array of filters that all have to let a document pass.
    static Filter readOneOrAll(Json json) {
        return json.isArray() ? new Filter.And(list(json)) : read(json);
    }

    static Filter read(Json json) {
        var only = json.only();
        var value = only.value();
        return switch (only.name()) {
            case "match_all" -> nothing(value, Filter.all());
            case "match_none" -> nothing(value, Filter.or());
            case "term" -> {
                var member = value.only();
                yield member.value()
                        .made(v -> Filter.term(member.name(), value(plain(v, "value"))));
            }
            case "terms" -> {
                var member = value.only();
                var values = member.value().elements().stream().map(FilterReader::value).toList();
                yield member.value().made(_ -> new Filter.In(member.name(), values));
            }
            case "prefix" -> {
                var member = value.only();
                yield member.value()
                        .made(v -> Filter.prefix(member.name(), plain(v, "value").text()));
            }
            case "exists" -> {
                var field = value.require("field").made(name -> Filter.exists(name.text()));
                value.end();
                yield field;
            }
            case "range" -> {
                var member = value.only();
                yield member.value().made(bounds -> range(member.name(), bounds));
            }
            case "bool" -> bool(value);
            default -> throw json.mustBe("a filter with one key of " + KINDS);
        };
    }

    private static Filter nothing(Json value, Filter filter) {
        value.members();
        value.end();
        return filter;
    }

    /// A value, or the only member of an object.
    static Json plain(Json json, String name) {
        if (!json.isObject()) {
            return json;
        }
        var value = json.require(name);
        json.end();
        return value;
    }

    static FilterValue value(Json json) {
        if (json.isText()) {
            return FilterValue.of(json.text());
        }
        if (json.isWhole()) {
            return FilterValue.of(json.whole());
        }
        if (json.isNumber()) {
            return json.made(number -> FilterValue.of(number.number()));
        }
        if (json.isTruth()) {
            return json.truth() ? FilterValue.Truth.TRUE : FilterValue.Truth.FALSE;
        }
        throw json.mustBe("a string, a number, true or false");
    }

    private static Filter range(String field, Json bounds) {
        for (var pair : List.of(List.of("gt", "gte"), List.of("lt", "lte"))) {
            if (bounds.has(pair.getFirst()) && bounds.has(pair.getLast())) {
                throw bounds.mustBe("an object with \"%s\" or \"%s\"".formatted(pair.toArray()));
            }
        }
        var lower = bound(bounds, "gt", Range.End.EXCLUSIVE);
        var upper = bound(bounds, "lt", Range.End.EXCLUSIVE);
        var range =
                new Range(
                        field,
                        lower.or(() -> bound(bounds, "gte", Range.End.INCLUSIVE)),
                        upper.or(() -> bound(bounds, "lte", Range.End.INCLUSIVE)));
        // Keys that were not looked for are no strangers.
        bounds.get("gte");
        bounds.get("lte");
        bounds.end();
        return range;
    }

    private static Optional<Range.Bound> bound(Json bounds, String name, Range.End end) {
        return bounds.get(name).map(value -> value.made(v -> new Range.Bound(value(v), end)));
    }

    private static Filter bool(Json json) {
        var required = new ArrayList<Filter>();
        json.get("must").ifPresent(clauses -> required.addAll(list(clauses)));
        json.get("filter").ifPresent(clauses -> required.addAll(list(clauses)));
        var optional = json.get("should").map(FilterReader::list).orElse(List.of());
        var forbidden = json.get("must_not").map(FilterReader::list).orElse(List.of());
        int usual = json.has("must") || json.has("filter") ? 0 : 1;
        int least = json.optionalCount("minimum_should_match").orElse(usual);
        json.end();
        if (least > 1 || least < 0) {
            throw json.require("minimum_should_match").mustBe("0 or 1");
        }
        boolean chosen = least == 1 && !optional.isEmpty();
        boolean needed = json.has("must") || json.has("filter");
        if (!needed && chosen && forbidden.isEmpty()) {
            return new Filter.Or(optional);
        }
        if (!needed && !chosen && forbidden.size() == 1) {
            return new Filter.Not(forbidden.getFirst());
        }
        if (chosen) {
            required.add(new Filter.Or(optional));
        }
        forbidden.forEach(filter -> required.add(new Filter.Not(filter)));
        return new Filter.And(required);
    }

    static List<Filter> list(Json json) {
        return json.isArray()
                ? json.elements().stream().map(FilterReader::read).toList()
                : List.of(read(json));
    }
}
