package dev.lanes.search;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of one node of a retriever, or of the encoding of a text.
///
/// @param name what it was, such as `knn meaning`
/// @param found how many documents it gave
/// @param documents which, best first, where the request asks for them
/// @param time from its beginning to its end, that of the stages below included
/// @param notes why it did what it did, and why it ended before it was done, where either is known
/// @param below the stages that it rests on
public record SearchStage(
        String name,
        int found,
        List<ScoredId> documents,
        Duration time,
        Notes notes,
        List<SearchStage> below) {
    /// A document of a stage.
    ///
    /// @param id the caller's id
    /// @param score that the stage gave it
    public record ScoredId(String id, float score) {
        /// Checks the id.
        public ScoredId {
            Objects.requireNonNull(id, "id");
        }
    }

    /// What a stage says about itself, for people.
    ///
    /// @param reason why it did what it did
    /// @param cut why it ended before it was done
    public record Notes(Optional<String> reason, Optional<String> cut) {
        /// Checks that both are there.
        public Notes {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(cut, "cut");
        }
    }

    /// Copies the lists.
    public SearchStage {
        Objects.requireNonNull(name, "name");
        documents = List.copyOf(documents);
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(notes, "notes");
        below = List.copyOf(below);
    }

    /// This stage and all below.
    public Stream<SearchStage> all() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(SearchStage::all));
    }
}
