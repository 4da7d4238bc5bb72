package dev.lanes.jmh;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Things that the user chooses by name, upper and lower case alike.
///
/// @param <T> what they are
/// @param what what one of them is called in an error, with its article
/// @param all those that exist
/// @param label the name of one
public record Choice<T>(String what, List<T> all, Function<T, String> label) {
    /// Copies the list.
    public Choice {
        all = List.copyOf(all);
    }

    /// The one of a name.
    ///
    /// @throws UsageException when there is none; the message lists those that exist
    public T named(String name) {
        return all.stream()
                .filter(one -> label.apply(one).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "%s must be one of %s but was \"%s\""
                                        .formatted(what, names(), name)));
    }

    private String names() {
        return all.stream().map(label).collect(Collectors.joining(", "));
    }
}
