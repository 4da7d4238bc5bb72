package dev.lanes.search.retrieval;

import dev.lanes.sparse.TwoPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a search pipeline of OpenSearch says of the queries before it.
///
/// @param fusion how the queries of a `hybrid` become one
/// @param weights one for each; empty where all weigh the same
/// @param twoPhase whether `neural_sparse` searches in two phases
/// @param end where the page of the search ends: a `hybrid` without `pagination_depth` fuses as
///   many candidates
record Pipeline(Fusion fusion, List<Double> weights, Optional<TwoPhase> twoPhase, int end) {
    Pipeline {
        weights = List.copyOf(weights);
    }

    private static final Fusion USUAL = Fusion.scores(Normalisation.MIN_MAX);

    static Pipeline read(Optional<Json> json, int end) {
        var usual = new Pipeline(USUAL, List.of(), Optional.empty(), end);
        return json.map(pipeline -> usual.with(pipeline)).orElse(usual);
    }

    private Pipeline with(Json json) {
        if (json.isText()) {
            throw json.mustBe("a pipeline written out, as there are no stored ones,");
        }
        json.get("description");
        var pipeline = this;
        for (var processor : processors(json, "request_processors")) {
            pipeline = pipeline.withRequestProcessor(processor);
        }
        for (var processor : processors(json, "phase_results_processors")) {
            pipeline = pipeline.withResultsProcessor(processor);
        }
        json.end();
        return pipeline;
    }

    private static List<Json.Member> processors(Json json, String name) {
        var list = json.get(name).map(Json::elements).orElse(List.of());
        return list.stream().map(Json::only).toList();
    }

    private static void passOverNames(Json json) {
        json.get("tag");
        json.get("description");
    }

    private Pipeline withRequestProcessor(Json.Member processor) {
        var json = processor.value();
        if (!processor.name().equals("neural_sparse_two_phase_processor")) {
            throw unknown(processor, "neural_sparse_two_phase_processor");
        }
        passOverNames(json);
        boolean enabled = json.get("enabled").map(Json::truth).orElse(true);
        var phases = json.get("two_phase_parameter").map(TwoPhaseReader::read);
        json.end();
        Optional<TwoPhase> given =
                enabled ? phases.or(() -> Optional.of(TwoPhase.of())) : Optional.empty();
        return new Pipeline(fusion, weights, given, end);
    }

    private static RetrieverJsonException unknown(Json.Member processor, String... known) {
        return new RetrieverJsonException(
                "$.search_pipeline: processor must be one of %s but was \"%s\""
                        .formatted(List.of(known), processor.name()));
    }

    private Pipeline withResultsProcessor(Json.Member processor) {
        var json = processor.value();
        passOverNames(json);
        var combination = json.get("combination");
        var given =
                switch (processor.name()) {
                    case "normalization-processor" -> {
                        var rule =
                                json.get("normalization")
                                        .map(Pipeline::normalisation)
                                        .orElse(Normalisation.MIN_MAX);
                        yield Fusion.scores(
                                rule,
                                combination
                                        .flatMap(c -> c.get("technique"))
                                        .map(c -> c.constant(Combination.class))
                                        .orElse(Combination.ARITHMETIC_MEAN));
                    }
                    case "score-ranker-processor" ->
                            combination.map(Pipeline::ranks).orElse(Fusion.reciprocalRank());
                    default ->
                            throw unknown(
                                    processor, "normalization-processor", "score-ranker-processor");
                };
        var shares = combination.map(Pipeline::shares).orElse(List.of());
        combination.ifPresent(Json::end);
        json.end();
        return new Pipeline(given, shares, twoPhase, end);
    }

    private static Normalisation normalisation(Json json) {
        var technique =
                json.get("technique")
                        .map(name -> name.constant(Normalisation.class))
                        .orElse(Normalisation.MIN_MAX);
        json.end();
        return technique;
    }

    private static Fusion ranks(Json json) {
        var technique = json.get("technique");
        if (technique.isPresent() && !technique.get().text().equals("rrf")) {
            throw technique.get().mustBe("\"rrf\"");
        }
        return json.get("rank_constant")
                .map(constant -> constant.made(c -> Fusion.reciprocalRank(c.count())))
                .orElse(Fusion.reciprocalRank());
    }

    private static List<Double> shares(Json json) {
        var shares = new ArrayList<Double>();
        json.get("parameters")
                .ifPresent(parameters -> {
                    var weights = parameters.get("weights");
                    weights.ifPresent(
                            list -> list.elements().forEach(one -> shares.add(one.number())));
                    parameters.end();
                });
        return shares;
    }
}
