package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/// A key or token that goes into a header and nowhere else: not into messages of errors, logs,
/// [#toString()] or files. Where a server repeats it in an answer, `***` stands in the error.
///
/// Equal only to itself. Safe for use by many threads if its source is.
public final class Secret {
    private final Supplier<String> source;

    private Secret(Supplier<String> source) {
        this.source = source;
    }

    /// A secret that is held in memory from now on.
    ///
    /// @param value its text
    public static Secret of(String value) {
        requireNonNull(value, "value");
        return new Secret(() -> value);
    }

    /// A secret that is fetched anew for each request and not kept: from the environment, from a
    /// vault, or a token that is renewed now and then.
    ///
    /// @param source gives its text; null or blank counts as missing, which fails the request with
    ///   an [IllegalStateException]
    public static Secret from(Supplier<String> source) {
        return new Secret(requireNonNull(source, "source"));
    }

    /// Its text; only for a header and for finding it in an answer.
    String reveal() {
        String value = source.get();
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return Redaction.MASK;
    }
}
