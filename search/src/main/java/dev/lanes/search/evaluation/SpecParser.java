package dev.lanes.search.evaluation;

import dev.lanes.search.retrieval.Combination;
import dev.lanes.search.retrieval.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Reads the grammar of [Spec], by recursive descent.
final class SpecParser {
    private static final String FORMS =
            "a retriever must be bm25, dense:MODEL, sparse:MODEL, doc-only:MODEL, rrf(…),"
                    + " weighted(…), rerank(…) or NAME=FILE.json";

    /// Deeper nesting is a mistake, and would end in a stack overflow some day.
    private static final int DEEPEST = 64;

    /// A BM25 with more saturation than that has none.
    private static final double LARGEST_K1 = 1000;

    private final SpecCursor cursor;
    private int depth;

    SpecParser(String text) {
        this.cursor = new SpecCursor(text);
    }

    Spec parse() {
        Spec spec = spec();
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            throw cursor.expected("nothing may follow a retriever");
        }
        return spec;
    }

    private Spec spec() {
        if (++depth > DEEPEST) {
            throw cursor.expected("retrievers must be nested at most %d deep".formatted(DEEPEST));
        }
        cursor.skipBlanks();
        int begin = cursor.at();
        String head = cursor.run(c -> Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0);
        Spec spec;
        if (!head.isEmpty() && cursor.accept('=')) {
            spec = named(head);
        } else {
            spec =
                    switch (head) {
                        case "bm25" -> bm25();
                        case "dense" -> dense();
                        case "sparse" -> sparse(Spec.QueryTerms.ENCODED);
                        case "doc-only" -> sparse(Spec.QueryTerms.TOKEN_WEIGHTS);
                        case "rrf" -> rrf();
                        case "weighted" -> weighted();
                        case "rerank" -> rerank();
                        case "" -> throw cursor.expected(FORMS);
                        default -> throw cursor.wrong(FORMS, head, begin);
                    };
        }
        depth--;
        return spec;
    }

    private Spec named(String name) {
        int begin = cursor.at();
        // A file's name may hold whatever does not end it here.
        String file = cursor.run(c -> depth == 1 || ",()*".indexOf(c) < 0).strip();
        if (!file.endsWith(".json")) {
            throw file.isEmpty()
                    ? cursor.expected("a path of a .json file must follow =")
                    : cursor.wrong("a path of a .json file must follow =", file, begin);
        }
        return new Spec.Named(name, file);
    }

    private Spec dense() {
        String model = modelAfterColon("dense");
        SpecValues values = SpecValues.read(cursor);
        values.allow("dense", "prompts", "query-prefix", "max-tokens");
        if (values.has("prompts") && values.has("query-prefix")) {
            throw values.contradiction(
                    "query-prefix", "one of prompts and query-prefix must be given, not both");
        }
        Prompting prompting =
                values.oneOf("query-prefix", "none").isPresent()
                        ? Prompting.NO_QUERY_PREFIX
                        : switch (values.oneOf("prompts", "model", "none", "passage").orElse("")) {
                            case "none" -> Prompting.NONE;
                            case "passage" -> Prompting.PASSAGE;
                            default -> Prompting.MODEL;
                        };
        return new Spec.Dense(model, prompting, values.whole("max-tokens", 3));
    }

    private Spec sparse(Spec.QueryTerms queries) {
        String model = modelAfterColon(queries.head());
        SpecValues values = SpecValues.read(cursor);
        values.allow(queries.head(), "min-weight", "max-tokens");
        OptionalDouble minWeight = values.number("min-weight", Float.MAX_VALUE);
        return new Spec.Sparse(model, queries, minWeight, values.whole("max-tokens", 3));
    }

    private Spec bm25() {
        SpecValues values = SpecValues.read(cursor);
        values.allow("bm25", "k1", "b", "analyzer", "fields");
        Spec.Bm25 standard = Spec.Bm25.DEFAULT;
        return new Spec.Bm25(
                values.number("k1", LARGEST_K1).orElse(standard.k1()),
                values.number("b", 1).orElse(standard.b()),
                values.oneOf("analyzer", "english", "standard").orElse(standard.analyzer()),
                values.fields("fields"));
    }

    private Spec rrf() {
        List<Spec.Part> parts = parts("rrf");
        SpecValues values = SpecValues.read(cursor);
        values.allow("rrf", "constant", "window");
        return new Spec.Rrf(
                parts,
                values.whole("constant", 1).orElse(Spec.Rrf.CONSTANT),
                values.whole("window", 1));
    }

    private Spec weighted() {
        List<Spec.Part> parts = parts("weighted");
        SpecValues values = SpecValues.read(cursor);
        values.allow("weighted", "normalize", "mean", "window");
        return new Spec.Weighted(
                parts,
                values.oneOf("normalize", Normalisation.class, Spec.Weighted.NORMALISATION),
                values.oneOf("mean", Combination.class, Spec.Weighted.MEAN),
                values.whole("window", 1));
    }

    private Spec rerank() {
        open("rerank");
        Spec first = spec();
        separator("the cross-encoder's model must follow after a comma");
        String model = model("rerank");
        separator("the number of results to rerank must follow after a comma");
        int begin = cursor.at();
        String digits = cursor.run(c -> ",()".indexOf(c) < 0 && !Character.isWhitespace(c));
        int window = SpecValues.whole(cursor, "the window of rerank", digits, 1, begin);
        close("rerank(SPEC, MODEL, WINDOW) must end with )");
        SpecValues values = SpecValues.read(cursor);
        values.allow("rerank", "max-tokens");
        return new Spec.Rerank(first, model, window, values.whole("max-tokens", 3));
    }

    private List<Spec.Part> parts(String what) {
        int begin = cursor.at();
        open(what);
        List<Spec.Part> parts = new ArrayList<>();
        do {
            Spec spec = spec();
            cursor.skipBlanks();
            parts.add(new Spec.Part(spec, cursor.accept('*') ? weight() : 1));
            cursor.skipBlanks();
        } while (cursor.accept(','));
        close("a comma or ) must follow");
        if (parts.size() < 2) {
            throw cursor.wrong(
                    "%s must fuse at least 2 retrievers but has 1".formatted(what), begin);
        }
        return parts;
    }

    private double weight() {
        cursor.skipBlanks();
        int begin = cursor.at();
        String digits = cursor.run(c -> ",()*".indexOf(c) < 0 && !Character.isWhitespace(c));
        double weight = SpecValues.number(digits);
        if (!(weight > 0)) {
            throw cursor.wrong("a weight must be a number greater than 0", digits, begin);
        }
        return weight;
    }

    private String modelAfterColon(String what) {
        if (!cursor.accept(':')) {
            throw cursor.expected("%s must be followed by : and a model".formatted(what));
        }
        return model(what);
    }

    private String model(String what) {
        String model = cursor.run(c -> Character.isLetterOrDigit(c) || "-._/:@+~".indexOf(c) >= 0);
        if (model.isEmpty()) {
            throw cursor.expected("%s must name a model".formatted(what));
        }
        return model;
    }

    private void open(String what) {
        if (!cursor.accept('(')) {
            throw cursor.expected("%s must be followed by (".formatted(what));
        }
    }

    private void separator(String rule) {
        cursor.skipBlanks();
        if (!cursor.accept(',')) {
            throw cursor.expected(rule);
        }
        cursor.skipBlanks();
    }

    private void close(String rule) {
        cursor.skipBlanks();
        if (!cursor.accept(')')) {
            throw cursor.expected(rule);
        }
    }
}
