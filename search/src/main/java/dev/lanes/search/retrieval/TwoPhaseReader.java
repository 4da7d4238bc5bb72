package dev.lanes.search.retrieval;

import dev.lanes.sparse.TwoPhase;
import dev.lanes.vector.Pruning;

/// Reads the parameters of two-phase search, by OpenSearch's names and with its defaults.
final class TwoPhaseReader {
    private TwoPhaseReader() {}

    static TwoPhase read(Json json) {
        var usual = TwoPhase.of();
        var phases =
                json.made(object ->
                        new TwoPhase(
                                pruning(object, usual.pruning()),
                                object.optionalNumber("expansion_rate")
                                        .orElse(usual.expansionRate()),
                                object.optionalCount("max_window_size")
                                        .orElse(usual.maxWindowSize())));
        json.end();
        return phases;
    }

    private static Pruning pruning(Json json, Pruning usual) {
        var rule = json.get("prune_type").map(type -> type.constant(Pruning.Rule.class));
        if (rule.isPresent()) {
            return new Pruning(rule.get(), json.require("prune_ratio").number());
        }
        return new Pruning(usual.rule(), json.optionalNumber("prune_ratio").orElse(usual.value()));
    }
}
