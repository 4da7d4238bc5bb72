package dev.lanes.search.retrieval;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes filters as Elasticsearch and OpenSearch do.
final class FilterWriter {
    private FilterWriter() {}

    static ObjectNode write(Filter filter) {
        var node = JsonMapper.shared().createObjectNode();
        switch (filter) {
            case Filter.All _ -> node.putObject("match_all");
            case Filter.And and -> clause(node, "filter", and.filters());
            case Filter.Or or -> {
                if (or.filters().isEmpty()) {
                    node.putObject("match_none");
                } else {
                    clause(node, "should", or.filters());
                }
            }
            case Filter.Not not -> clause(node, "must_not", List.of(not.filter()));
            case Filter.In in -> in(node, in);
            case Filter.Exists exists -> node.putObject("exists").put("field", exists.field());
            case Filter.Prefix prefix ->
                    node.putObject("prefix").put(prefix.field(), prefix.prefix());
            case Range range -> range(node.putObject("range").putObject(range.field()), range);
        }
        return node;
    }

    private static void clause(ObjectNode node, String name, List<Filter> filters) {
        var clauses = node.putObject("bool").putArray(name);
        filters.forEach(filter -> clauses.add(write(filter)));
    }

    private static void in(ObjectNode node, Filter.In in) {
        if (in.values().size() == 1) {
            put(node.putObject("term"), in.field(), in.values().getFirst());
            return;
        }
        var values = node.putObject("terms").putArray(in.field());
        in.values().forEach(value -> add(values, value));
    }

    private static void range(ObjectNode node, Range range) {
        range.lower().ifPresent(bound -> put(node, name("gt", bound), bound.value()));
        range.upper().ifPresent(bound -> put(node, name("lt", bound), bound.value()));
    }

    private static String name(String side, Range.Bound bound) {
        return bound.end() == Range.End.INCLUSIVE ? side + "e" : side;
    }

    private static void put(ObjectNode node, String name, FilterValue value) {
        switch (value) {
            case FilterValue.Text text -> node.put(name, text.value());
            case FilterValue.Whole whole -> node.put(name, whole.value());
            case FilterValue.Decimal decimal -> node.put(name, decimal.value());
            case FilterValue.Truth truth -> node.put(name, truth == FilterValue.Truth.TRUE);
        }
    }

    private static void add(ArrayNode values, FilterValue value) {
        switch (value) {
            case FilterValue.Text text -> values.add(text.value());
            case FilterValue.Whole whole -> values.add(whole.value());
            case FilterValue.Decimal decimal -> values.add(decimal.value());
            case FilterValue.Truth truth -> values.add(truth == FilterValue.Truth.TRUE);
        }
    }
}
