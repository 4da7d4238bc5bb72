package dev.lanes.search.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down what becomes of a stage, from its beginning on. Of one thread.
final class Recording {
    private final String name;
    private final Explain explain;
    private final long start = System.nanoTime();
    private final List<Stage> below = new ArrayList<>();
    private Optional<String> reason = Optional.empty();
    private Optional<Cut> cut = Optional.empty();

    Recording(String name, Explain explain) {
        this.name = name;
        this.explain = explain;
    }

    void below(Stage stage) {
        below.add(stage);
    }

    void because(String why) {
        reason = Optional.of(why);
    }

    /// It has to end before it is done, with what it has.
    void cut(Cut why) {
        cut = Optional.of(why);
    }

    Ranking end(List<Candidate> candidates) {
        var list = explain == Explain.CANDIDATES ? candidates : List.<Candidate>of();
        return new Ranking(candidates, stage(new Stage.Candidates(candidates.size(), list)));
    }

    Ranking end(List<Candidate> candidates, Cut why) {
        cut(why);
        return end(candidates);
    }

    /// A stage that gives no candidates.
    Stage end() {
        return stage(Stage.Candidates.NONE);
    }

    private Stage stage(Stage.Candidates found) {
        var time = Duration.ofNanos(System.nanoTime() - start);
        return new Stage(name, found, time, reason, cut, below);
    }
}
