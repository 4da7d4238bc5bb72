package dev.lanes.search.retrieval;

import dev.lanes.search.retrieval.Lexical.Operator;
import dev.lanes.search.retrieval.Lexical.Syntax;
import dev.lanes.sparse.text.FieldMatch;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Reads queries for words.
final class WordQueries {
    /// What means something in Lucene's syntax and nothing in ours, or something else.
    private static final String FOREIGN = "()[]{}~^?/!<>&|";

    private static final List<String> FOREIGN_WORDS = List.of("AND", "OR", "NOT");

    private WordQueries() {}

    static Retriever match(Json json) {
        var member = json.only();
        var value = member.value();
        var fields = List.of(new BoostedField(member.name(), 1));
        if (value.isText()) {
            return words(value, fields);
        }
        var lexical =
                words(value.require("query"), fields).withOperator(operator(value, "operator"));
        return boosted(lexical, value);
    }

    private static Lexical words(Json text, List<BoostedField> fields) {
        return lexical(Syntax.WORDS, fields, text);
    }

    private static Lexical lexical(Syntax syntax, List<BoostedField> fields, Json text) {
        var query = text.made(t -> QueryText.of(t.text()));
        return text.made(_ ->
                new Lexical(
                        syntax,
                        fields,
                        new FieldMatch.BestFields(0),
                        Operator.OR,
                        query,
                        OptionalInt.empty()));
    }

    private static Retriever boosted(Lexical lexical, Json json) {
        double boost = json.optionalNumber("boost").orElse(1);
        json.end();
        return json.made(_ -> QueryReader.boosted(lexical, boost));
    }

    /// In any case, as both take it.
    private static Operator operator(Json json, String name) {
        var given = json.get(name);
        if (given.isEmpty()) {
            return Operator.OR;
        }
        return switch (given.get().text().toLowerCase(Locale.ROOT)) {
            case "or" -> Operator.OR;
            case "and" -> Operator.AND;
            default -> throw given.get().mustBe("\"or\" or \"and\"");
        };
    }

    static Retriever phrase(Json json) {
        var member = json.only();
        var value = member.value();
        var fields = List.of(new BoostedField(member.name(), 1));
        if (value.isText()) {
            return lexical(Syntax.PHRASE, fields, value);
        }
        var slop = value.get("slop");
        if (slop.isPresent() && slop.get().count() != 0) {
            throw slop.get().mustBe("0");
        }
        return boosted(lexical(Syntax.PHRASE, fields, value.require("query")), value);
    }

    static Retriever multiMatch(Json json) {
        var type = json.get("type").map(Json::text).orElse("best_fields");
        var syntax = type.equals("phrase") ? Syntax.PHRASE : Syntax.WORDS;
        var share = json.get("tie_breaker").map(Json::single);
        FieldMatch match =
                switch (type) {
                    case "best_fields", "phrase" -> {
                        float tie = share.orElse(0f);
                        yield json.made(_ -> new FieldMatch.BestFields(tie));
                    }
                    case "most_fields" -> {
                        if (share.isPresent()) {
                            throw json.require("tie_breaker").mustBe("absent with \"most_fields\"");
                        }
                        yield new FieldMatch.MostFields();
                    }
                    default ->
                            throw json.require("type")
                                    .mustBe("\"best_fields\", \"most_fields\" or \"phrase\"");
                };
        var lexical =
                lexical(syntax, fields(json), json.require("query"))
                        .withMatch(match)
                        .withOperator(operator(json, "operator"));
        return boosted(lexical, json);
    }

    /// Without wildcards.
    private static List<BoostedField> fields(Json json) {
        var fields = json.get("fields").map(RetrieverReader::fields).orElse(List.of());
        if (fields.stream().anyMatch(field -> field.name().contains("*"))) {
            throw json.require("fields").mustBe("names without \"*\"");
        }
        return fields;
    }

    static Retriever queryString(Json json) {
        var query = json.require("query");
        requireCommon(query);
        var one =
                json.get("default_field").map(field -> List.of(new BoostedField(field.text(), 1)));
        var fields = json.has("fields") ? fields(json) : one.orElse(List.of());
        json.get("fields");
        var lexical =
                lexical(Syntax.QUERY_STRING, fields, query)
                        .withOperator(operator(json, "default_operator"));
        return boosted(lexical, json);
    }

    /// Refuses what Lucene reads otherwise than [dev.lanes.sparse.text.QueryString].
    private static void requireCommon(Json query) {
        boolean quoted = false;
        var plain = new StringBuilder();
        String text = query.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                plain.append(c);
            }
        }
        for (var word : plain.toString().split("\\s+", -1)) {
            boolean foreign = word.chars().anyMatch(c -> FOREIGN.indexOf(c) >= 0);
            int star = word.indexOf('*');
            if (foreign
                    || FOREIGN_WORDS.contains(word)
                    || (star >= 0 && star < word.length() - 1)) {
                throw query.mustBe(
                        "words, \"phrases\", field:word, +word, -word and word*, without \"%s\","
                                .formatted(word));
            }
        }
    }
}
