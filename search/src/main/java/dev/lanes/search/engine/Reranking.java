package dev.lanes.search.engine;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.search.retrieval.Rerank;
import dev.lanes.search.retrieval.RerankScore;
import java.util.ArrayList;
import java.util.List;

/// Scores candidates again by a cross-encoder.
final class Reranking {
    private final Execution execution;
    private final Recording recording;

    Reranking(Execution execution, Recording recording) {
        this.execution = execution;
        this.recording = recording;
    }

    /// When there is no time for it, the first stage's order stays.
    List<Candidate> run(Rerank rerank, Wanted wanted) {
        var window = execution.below(rerank.retriever(), wanted.within(rerank.window()), recording);
        if (window.isEmpty()) {
            return window;
        }
        try {
            return reranked(rerank, window, scores(rerank, window));
        } catch (CutException e) {
            recording.cut(e.cut());
            return window;
        }
    }

    private float[] scores(Rerank rerank, List<Candidate> window) {
        var texts = new ArrayList<String>(window.size());
        for (var candidate : window) {
            execution.limit().check();
            texts.add(execution.source().text(rerank.field(), candidate).orElse(""));
        }
        execution.limit().check();
        return execution
                .source()
                .crossEncoder(rerank.model())
                .scores(execution.text(rerank.query()), texts, stopping(texts.size()));
    }

    /// Ends the encoding when the time is up, unless it was the last batch.
    private EncodingProgress stopping(int texts) {
        int[] done = new int[1];
        return (count, _) -> {
            done[0] += count;
            if (done[0] < texts) {
                execution.limit().check();
            }
        };
    }

    private static List<Candidate> reranked(Rerank rerank, List<Candidate> window, float[] scores) {
        var kept = new ArrayList<Candidate>();
        var again = new ArrayList<Candidate>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= rerank.minScore().orElse(Double.NEGATIVE_INFINITY)) {
                kept.add(window.get(i));
                again.add(window.get(i).withScore(scores[i]));
            }
        }
        again.sort(Candidate.ORDER);
        return switch (rerank.score()) {
            case RerankScore.Replaced _ -> again;
            case RerankScore.Fused fused ->
                    Fusing.fuse(
                            fused.fusion(),
                            List.of(kept, again),
                            new double[] {1 - fused.share(), fused.share()});
        };
    }
}
