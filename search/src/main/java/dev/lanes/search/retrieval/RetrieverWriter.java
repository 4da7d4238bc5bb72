package dev.lanes.search.retrieval;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.hnsw.Recall;
import dev.lanes.sparse.TwoPhase;
import dev.lanes.sparse.text.FieldMatch;
import dev.lanes.vector.SparseVector;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes the own form.
final class RetrieverWriter {
    private RetrieverWriter() {}

    static ObjectNode write(Retriever retriever) {
        var node = object();
        switch (retriever) {
            case Knn knn -> knn(node.putObject("knn"), knn);
            case Sparse sparse -> sparse(node.putObject("sparse"), sparse);
            case Lexical lexical -> lexical(node.putObject("lexical"), lexical);
            case Hybrid hybrid -> hybrid(node.putObject("hybrid"), hybrid);
            case Rerank rerank -> rerank(node.putObject("rerank"), rerank);
            case Diversify diversify ->
                    putCount(
                            around(node, "diversify", diversify.retriever())
                                    .put("field", diversify.field())
                                    .put("lambda", diversify.lambda()),
                            "window",
                            diversify.window());
            case Filtered filtered ->
                    around(node, "filter", filtered.retriever())
                            .set("filter", FilterWriter.write(filtered.filter()));
            case Boosted boosted ->
                    around(node, "boost", boosted.retriever()).put("factor", boosted.factor());
            case Collapsed collapsed ->
                    around(node, "collapse", collapsed.retriever()).put("field", collapsed.field());
        }
        return node;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private static ObjectNode around(ObjectNode node, String name, Retriever retriever) {
        var inner = node.putObject(name);
        inner.set("retriever", write(retriever));
        return inner;
    }

    private static void putCount(ObjectNode node, String name, OptionalInt count) {
        count.ifPresent(number -> node.put(name, number));
    }

    private static void putText(ObjectNode node, QueryText query) {
        query.text().ifPresent(text -> node.put("text", text));
    }

    private static void knn(ObjectNode node, Knn knn) {
        node.put("field", knn.field());
        switch (knn.query()) {
            case QueryText text -> putText(node, text);
            case QueryVector vector -> {
                var values = node.putArray("vector");
                for (float value : vector.values()) {
                    values.add(value);
                }
            }
        }
        putCount(node, "k", knn.k());
        switch (knn.effort()) {
            case DenseEffort.Usual _ -> {}
            case DenseEffort.Exact _ -> node.put("effort", "exact");
            case DenseEffort.Graph graph -> {
                var effort = node.putObject("effort");
                switch (graph.effort()) {
                    case EfSearch ef -> effort.put("ef_search", ef.candidates());
                    case Recall recall -> effort.put("recall", recall.target());
                }
            }
        }
    }

    private static void sparse(ObjectNode node, Sparse sparse) {
        node.put("field", sparse.field());
        switch (sparse.query()) {
            case QueryText text -> putText(node, text);
            case QueryTerms terms -> putTerms(node.putObject("vector"), terms.vector());
        }
        putCount(node, "k", sparse.k());
        if (sparse.mode() != SparseMode.USUAL) {
            node.put("mode", Names.of(sparse.mode()));
        }
        sparse.twoPhase().ifPresent(phases -> twoPhase(node.putObject("two_phase"), phases));
    }

    private static void putTerms(ObjectNode node, SparseVector vector) {
        for (int i = 0; i < vector.size(); i++) {
            node.put(Integer.toString(vector.term(i)), vector.weight(i));
        }
    }

    private static void twoPhase(ObjectNode node, TwoPhase phases) {
        node.put("prune_type", Names.of(phases.pruning().rule()))
                .put("prune_ratio", phases.pruning().value())
                .put("expansion_rate", phases.expansionRate())
                .put("max_window_size", phases.maxWindowSize());
    }

    private static void lexical(ObjectNode node, Lexical lexical) {
        if (lexical.syntax() != Lexical.Syntax.WORDS) {
            node.put("syntax", Names.of(lexical.syntax()));
        }
        if (!lexical.fields().isEmpty()) {
            var fields = node.putArray("fields");
            lexical.fields().forEach(field -> fields.add(field.toString()));
        }
        switch (lexical.match()) {
            case FieldMatch.MostFields _ -> node.put("type", "most_fields");
            case FieldMatch.BestFields best -> {
                if (best.tieBreaker() != 0) {
                    node.put("tie_breaker", best.tieBreaker());
                }
            }
        }
        if (lexical.operator() != Lexical.Operator.OR) {
            node.put("operator", Names.of(lexical.operator()));
        }
        putText(node, lexical.query());
        putCount(node, "k", lexical.k());
    }

    private static void hybrid(ObjectNode node, Hybrid hybrid) {
        var branches = node.putArray("retrievers");
        for (var branch : hybrid.branches()) {
            var one = branches.addObject();
            one.set("retriever", write(branch.retriever()));
            one.put("weight", branch.weight());
        }
        fusion(node.putObject("fusion"), hybrid.fusion());
        putCount(node, "window", hybrid.window());
    }

    private static void fusion(ObjectNode node, Fusion fusion) {
        switch (fusion) {
            case Fusion.ReciprocalRank rank -> node.put("rank_constant", rank.constant());
            case Fusion.Scores scores ->
                    node.put("normalization", Names.of(scores.normalisation()))
                            .put("combination", Names.of(scores.combination()));
        }
    }

    private static void rerank(ObjectNode node, Rerank rerank) {
        node.set("retriever", write(rerank.retriever()));
        node.put("model", rerank.model()).put("field", rerank.field());
        putCount(node, "window", rerank.window());
        putText(node, rerank.query());
        rerank.minScore().ifPresent(lowest -> node.put("min_score", lowest));
        switch (rerank.score()) {
            case RerankScore.Replaced _ -> {}
            case RerankScore.Fused fused -> {
                node.put("share", fused.share());
                fusion(node.putObject("fusion"), fused.fusion());
            }
        }
    }
}
