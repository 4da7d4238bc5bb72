package dev.lanes.sparse.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is in the files that become one. For one thread.
///
/// @param <S> how rows are stored, by value
/// @param <P> what a file has one or more of
public final class FilesToMerge<S, P extends LiveIds> {
    private record First<S>(Path file, S settings) {}

    private record Source<P>(Path file, P part) {}

    private Optional<First<S>> first = Optional.empty();
    private final List<Source<P>> sources = new ArrayList<>();

    /// No files yet.
    public FilesToMerge() {}

    /// Adds what is in a file.
    ///
    /// @throws IllegalArgumentException when it has other settings than the first; names both
    public void add(Path file, S settings, List<P> parts) {
        if (first.isEmpty()) {
            first = Optional.of(new First<>(file, settings));
        } else if (!settings.equals(settings())) {
            throw new IllegalArgumentException(
                    "files must have one kind of settings but %s has %s, %s %s"
                            .formatted(first.get().file, settings(), file, settings));
        }
        parts.forEach(part -> sources.add(new Source<>(file, part)));
    }

    /// The settings of all files, of which there must be one.
    public S settings() {
        return first.orElseThrow().settings;
    }

    /// The parts of all files.
    public List<P> parts() {
        return sources.stream().map(Source::part).toList();
    }

    /// Looks at the ids of all live rows.
    ///
    /// @throws IllegalArgumentException when two have one id, naming their files, or they are more
    ///   than [LiveIds#MOST_TOGETHER]
    public void requireDifferentIds() {
        var repeated = LiveIds.repeated(parts());
        if (repeated.isPresent()) {
            long id = repeated.getAsLong();
            var owners = new ArrayList<String>();
            for (var source : sources) {
                source.part.forEach((other, _) -> {
                    if (other == id) {
                        owners.add(source.file.toString());
                    }
                });
            }
            throw new IllegalArgumentException(
                    "files must have different ids but %s have %d"
                            .formatted(String.join(" and ", owners), id));
        }
    }
}
