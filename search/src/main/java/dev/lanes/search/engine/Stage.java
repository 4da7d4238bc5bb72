package dev.lanes.search.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of one node of a retriever.
///
/// @param name what it was, such as `knn title`
/// @param found how many candidates it gave, and which
/// @param time from its beginning to its end, that of the stages below included
/// @param reason why it did what it did, for people
/// @param cut why it ended before it was done
/// @param below the stages that it rests on: those of its retrievers, and the encoding of a query
public record Stage(
        String name,
        Candidates found,
        Duration time,
        Optional<String> reason,
        Optional<Cut> cut,
        List<Stage> below) {
    /// What a stage gave.
    ///
    /// @param count how many candidates
    /// @param list the candidates in their order; empty unless the search explains them
    public record Candidates(int count, List<Candidate> list) {
        /// None.
        public static final Candidates NONE = new Candidates(0, List.of());

        public Candidates {
            list = List.copyOf(list);
        }
    }

    public Stage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cut, "cut");
        below = List.copyOf(below);
    }

    /// This stage and all below, those below behind.
    public Stream<Stage> all() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(Stage::all));
    }

    /// Whether this stage, or one below, ended before it was done.
    public boolean isPartial() {
        return all().anyMatch(stage -> stage.cut.isPresent());
    }
}
