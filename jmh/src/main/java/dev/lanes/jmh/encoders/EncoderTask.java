package dev.lanes.jmh.encoders;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.jmh.measure.Rounds;
import java.util.List;

/// What a benchmark of encoders does.
///
/// @param model whose files all libraries run
/// @param as `query` or `passage`
/// @param texts with the prefix that the model wants
/// @param limits how much of the texts and of the machine is used
/// @param rounds how often
public record EncoderTask(
        ModelDescriptor model, String as, List<String> texts, Limits limits, Rounds rounds) {
    /// Copies the list.
    public EncoderTask {
        texts = List.copyOf(texts);
    }

    /// Limits.
    ///
    /// @param threads that encode in bulk
    /// @param maxTokens of a text, special ones counted
    /// @param queries texts that are encoded one by one in each round
    /// @param callers threads that do so at the same time
    public record Limits(int threads, int maxTokens, int queries, int callers) {}

    /// The texts that are encoded one by one.
    public List<String> single() {
        return texts.subList(0, Math.min(limits.queries(), texts.size()));
    }
}
