package dev.lanes.search.retrieval;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.hnsw.Recall;
import dev.lanes.sparse.text.FieldMatch;
import dev.lanes.vector.SparseVector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads the own form.
final class RetrieverReader {
    private static final Map<String, Function<Json, Retriever>> KINDS =
            new TreeMap<>(
                    Map.of(
                            "knn", RetrieverReader::knn,
                            "sparse", RetrieverReader::sparse,
                            "lexical", RetrieverReader::lexical,
                            "hybrid", RetrieverReader::hybrid,
                            "rerank", RetrieverReader::rerank,
                            "diversify", RetrieverReader::diversify,
                            "filter", RetrieverReader::filter,
                            "boost", RetrieverReader::boost,
                            "collapse", RetrieverReader::collapse));

    private RetrieverReader() {}

    static Set<String> kinds() {
        return KINDS.keySet();
    }

    static Retriever read(Json json) {
        var only = json.only();
        var kind = KINDS.get(only.name());
        if (kind == null) {
            throw json.mustBe("an object with one key of " + KINDS.keySet());
        }
        var retriever = only.value().made(kind);
        only.value().end();
        return retriever;
    }

    private static Retriever inner(Json json) {
        return read(json.require("retriever"));
    }

    private static QueryText text(Json json) {
        return new QueryText(json.get("text").map(Json::text));
    }

    private static Knn knn(Json json) {
        DenseQuery query =
                json.get("vector").map(vector -> (DenseQuery) vector(vector)).orElse(text(json));
        requireOneOf(json, "text", "vector");
        var effort =
                json.get("effort").map(RetrieverReader::effort).orElse(new DenseEffort.Usual());
        return new Knn(json.require("field").text(), query, json.optionalCount("k"), effort);
    }

    /// Refuses both.
    private static void requireOneOf(Json json, String one, String other) {
        if (json.has(one) && json.has(other)) {
            throw json.mustBe("an object with \"%s\" or \"%s\"".formatted(one, other));
        }
    }

    static QueryVector vector(Json json) {
        var elements = json.elements();
        var values = new float[elements.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.get(i).single();
        }
        return json.made(_ -> QueryVector.of(values));
    }

    private static DenseEffort effort(Json json) {
        if (json.isText() && json.text().equals("exact")) {
            return new DenseEffort.Exact();
        }
        if (!json.isObject()) {
            throw json.mustBe("\"exact\", or an object with \"ef_search\" or \"recall\"");
        }
        var only = json.only();
        return switch (only.name()) {
            case "ef_search" ->
                    only.value().made(v -> new DenseEffort.Graph(EfSearch.of(v.count())));
            case "recall" ->
                    only.value().made(v -> new DenseEffort.Graph(Recall.atLeast(v.number())));
            default -> throw json.mustBe("an object with \"ef_search\" or \"recall\"");
        };
    }

    private static Sparse sparse(Json json) {
        SparseQuery query =
                json.get("vector")
                        .map(vector ->
                                (SparseQuery) new QueryTerms(vector.made(RetrieverReader::terms)))
                        .orElse(text(json));
        requireOneOf(json, "text", "vector");
        return new Sparse(
                json.require("field").text(),
                query,
                json.optionalCount("k"),
                json.get("mode")
                        .map(mode -> mode.constant(SparseMode.class))
                        .orElse(SparseMode.USUAL),
                json.get("two_phase").map(TwoPhaseReader::read));
    }

    private static SparseVector terms(Json json) {
        var weights = new TreeMap<Integer, Float>();
        for (var member : json.members()) {
            try {
                weights.put(Integer.parseInt(member.name()), member.value().single());
            } catch (NumberFormatException e) {
                throw json.mustBe("weights by the numbers of terms");
            }
        }
        int[] terms = weights.keySet().stream().mapToInt(term -> term).toArray();
        var values = new float[terms.length];
        for (int i = 0; i < terms.length; i++) {
            values[i] = weights.get(terms[i]);
        }
        return SparseVector.of(terms, values);
    }

    private static Lexical lexical(Json json) {
        return new Lexical(
                json.get("syntax")
                        .map(syntax -> syntax.constant(Lexical.Syntax.class))
                        .orElse(Lexical.Syntax.WORDS),
                json.get("fields").map(RetrieverReader::fields).orElse(List.of()),
                match(json),
                json.get("operator")
                        .map(operator -> operator.constant(Lexical.Operator.class))
                        .orElse(Lexical.Operator.OR),
                text(json),
                json.optionalCount("k"));
    }

    static List<BoostedField> fields(Json json) {
        return json.elements().stream()
                .map(element -> element.made(field -> BoostedField.parse(field.text())))
                .toList();
    }

    private static FieldMatch match(Json json) {
        var share = json.get("tie_breaker").map(Json::single);
        var type = json.get("type").map(Json::text).orElse("best_fields");
        return switch (type) {
            case "best_fields" -> new FieldMatch.BestFields(share.orElse(0f));
            case "most_fields" -> {
                if (share.isPresent()) {
                    throw json.require("tie_breaker").mustBe("absent with \"most_fields\"");
                }
                yield new FieldMatch.MostFields();
            }
            default -> throw json.require("type").mustBe("\"best_fields\" or \"most_fields\"");
        };
    }

    private static Hybrid hybrid(Json json) {
        var branches =
                json.require("retrievers").elements().stream()
                        .map(element -> element.made(RetrieverReader::branch))
                        .toList();
        var fusion =
                json.get("fusion").map(RetrieverReader::fusion).orElse(Fusion.reciprocalRank());
        return new Hybrid(branches, fusion, json.optionalCount("window"));
    }

    private static Branch branch(Json json) {
        var branch = new Branch(inner(json), json.optionalNumber("weight").orElse(1));
        json.end();
        return branch;
    }

    private static Fusion fusion(Json json) {
        Fusion fusion;
        if (json.has("rank_constant")) {
            fusion = json.require("rank_constant").made(c -> Fusion.reciprocalRank(c.count()));
        } else {
            fusion =
                    Fusion.scores(
                            json.require("normalization").constant(Normalisation.class),
                            json.get("combination")
                                    .map(name -> name.constant(Combination.class))
                                    .orElse(Combination.ARITHMETIC_MEAN));
        }
        json.end();
        return fusion;
    }

    private static Rerank rerank(Json json) {
        Optional<Fusion> fusion = json.get("fusion").map(RetrieverReader::fusion);
        RerankScore score =
                fusion.isEmpty()
                        ? new RerankScore.Replaced()
                        : new RerankScore.Fused(fusion.get(), json.require("share").number());
        return new Rerank(
                inner(json),
                json.require("model").text(),
                json.require("field").text(),
                json.optionalCount("window"),
                text(json),
                json.optionalNumber("min_score"),
                score);
    }

    private static Diversify diversify(Json json) {
        return new Diversify(
                inner(json),
                json.require("field").text(),
                json.require("lambda").number(),
                json.optionalCount("window"));
    }

    private static Filtered filter(Json json) {
        return new Filtered(inner(json), FilterReader.read(json.require("filter")));
    }

    private static Boosted boost(Json json) {
        return new Boosted(inner(json), json.require("factor").number());
    }

    private static Collapsed collapse(Json json) {
        return new Collapsed(inner(json), json.require("field").text());
    }
}
