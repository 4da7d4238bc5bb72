package dev.lanes.sparse.text;

import dev.lanes.sparse.text.TextQuery.Clause;
import dev.lanes.sparse.text.TextQuery.Occur;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Gives the terms of a query their weights. For one search.
final class Planning {
    private final TextSettings settings;
    private final TextStatistics statistics;
    private final FieldMatch match;

    Planning(TextSettings settings, TextStatistics statistics, FieldMatch match) {
        this.settings = settings;
        this.statistics = statistics;
        this.match = match;
    }

    /// @throws IllegalArgumentException when the query names a field that is not there
    Plan plan(TextQuery query) {
        return switch (query) {
            case TextQuery.Words words -> {
                var terms = terms(words.text());
                yield inFields(words.field(), field -> sum(field, terms));
            }
            case TextQuery.AllWords words -> {
                var terms = terms(words.text());
                yield inFields(words.field(), field -> all(field, terms));
            }
            case TextQuery.Terms terms ->
                    inFields(terms.field(), field -> sum(field, terms.terms()));
            case TextQuery.Phrase phrase -> {
                var tokens = settings.analyzer().tokens(phrase.text());
                yield inFields(phrase.field(), field -> phrase(field, tokens));
            }
            case TextQuery.Prefix prefix ->
                    inFields(prefix.field(), field -> prefix(field, prefix));
            case TextQuery.Clauses clauses -> filtered(clauses);
            case TextQuery.Best best ->
                    new Plan.Best(
                            best.queries().stream().map(this::plan).toList(), best.tieBreaker());
            case TextQuery.Boosted boosted -> plan(boosted.query()).times(boosted.factor());
        };
    }

    private List<String> terms(String text) {
        return settings.analyzer().tokens(text).stream().map(Token::term).toList();
    }

    private Plan all(int field, List<String> terms) {
        return sum(field, terms) instanceof Plan.Sum several && !several.parts().isEmpty()
                ? new Plan.Filtered(several.parts(), List.of(), List.of())
                : sum(field, terms);
    }

    private Plan inFields(Optional<String> named, IntFunction<Plan> plan) {
        if (named.isPresent()) {
            return plan.apply(settings.field(named.get()));
        }
        var parts = IntStream.range(0, settings.fields().size()).mapToObj(plan).toList();
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return switch (match) {
            case FieldMatch.BestFields best -> new Plan.Best(parts, best.tieBreaker());
            case FieldMatch.MostFields _ -> new Plan.Sum(parts);
        };
    }

    private Plan sum(int field, List<String> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        var parts = new ArrayList<Plan>();
        counts.forEach((term, count) -> {
            byte[] key = TextKeys.of(field, term);
            parts.add(new Plan.Term(field, key, count * weight(field, key)));
        });
        return parts.size() == 1 ? parts.getFirst() : new Plan.Sum(parts);
    }

    private double weight(int field, byte[] key) {
        return settings.fields().get(field).weight() * (double) statistics.idf(field, key);
    }

    private Plan phrase(int field, List<Token> tokens) {
        if (tokens.size() < 2) {
            return sum(field, tokens.stream().map(Token::term).toList());
        }
        var keys = tokens.stream().map(token -> TextKeys.of(field, token.term())).toList();
        int first = tokens.getFirst().position();
        int[] offsets = tokens.stream().mapToInt(token -> token.position() - first).toArray();
        double weight = keys.stream().mapToDouble(key -> weight(field, key)).sum();
        return new Plan.Phrase(field, keys, offsets, weight);
    }

    private Plan prefix(int field, TextQuery.Prefix prefix) {
        byte[] key = TextKeys.of(field, settings.analyzer().cased(prefix.prefix()));
        return new Plan.Prefix(key, settings.fields().get(field).weight());
    }

    private Plan filtered(TextQuery.Clauses clauses) {
        var must = plans(clauses, Occur.MUST);
        var should = plans(clauses, Occur.SHOULD);
        var mustNot = plans(clauses, Occur.MUST_NOT);
        return must.isEmpty() && mustNot.isEmpty()
                ? new Plan.Sum(should)
                : new Plan.Filtered(must, should, mustNot);
    }

    /// Clauses whose words are all stop words ask for nothing.
    private List<Plan> plans(TextQuery.Clauses clauses, Occur occur) {
        return clauses.clauses().stream()
                .filter(clause -> clause.occur() == occur)
                .map(Clause::query)
                .map(this::plan)
                .filter(plan -> !isEmpty(plan))
                .toList();
    }

    private static boolean isEmpty(Plan plan) {
        return switch (plan) {
            case Plan.Sum sum -> sum.parts().stream().allMatch(Planning::isEmpty);
            case Plan.Best best -> best.parts().stream().allMatch(Planning::isEmpty);
            default -> false;
        };
    }

    /// The terms of a plan that is nothing but a sum of terms, each once.
    static Optional<List<Plan.Term>> terms(Plan plan) {
        var terms = new ArrayList<Plan.Term>();
        if (!collect(plan, terms)) {
            return Optional.empty();
        }
        var merged = new ArrayList<Plan.Term>();
        for (var term : terms) {
            int known = 0;
            while (known < merged.size() && !Arrays.equals(merged.get(known).key(), term.key())) {
                known++;
            }
            if (known == merged.size()) {
                merged.add(term);
            } else {
                double weight = merged.get(known).weight() + term.weight();
                merged.set(known, new Plan.Term(term.field(), term.key(), weight));
            }
        }
        return Optional.of(merged);
    }

    private static boolean collect(Plan plan, List<Plan.Term> terms) {
        return switch (plan) {
            case Plan.Term term -> terms.add(term);
            case Plan.Sum sum -> sum.parts().stream().allMatch(part -> collect(part, terms));
            default -> false;
        };
    }
}
