package dev.lanes.simd;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every system property that this module reads. What runs at every start does without lambdas,
/// which cost the first user 10 ms.
final class Settings {
    /// `lanes.native.path`: the library's file. Unset: the one in the jar, unpacked. A file can be
    /// loaded by one class loader only.
    static final String PATH = "lanes.native.path";

    /// `lanes.native.tmpdir`: the directory in which the library is unpacked for the moment of
    /// loading. It must not be mounted noexec. Unset: `java.io.tmpdir`.
    static final String DIRECTORY = "lanes.native.tmpdir";

    /// `lanes.native.tier`: `avx2`, `avx512`, `vnni`, `amx`, `neon` or `dotprod` takes that tier;
    /// with `no-` before it, any but that one. Unset: the best that the processor has.
    static final String TIER = "lanes.native.tier";

    /// `lanes.native.pages`: `small` leaves memory to the JVM, in the system's ordinary pages.
    /// `huge`, or unset: memory is mapped by the library and huge pages are asked for.
    static final String PAGES = "lanes.native.pages";

    private static final String HUGE = "huge";
    private static final String SMALL = "small";
    private static final String NOT = "no-";

    private Settings() {}

    static Optional<Path> path() {
        var path = property(PATH);
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    static Path directory() {
        var directory = property(DIRECTORY);
        return Path.of(directory.isEmpty() ? property("java.io.tmpdir") : directory);
    }

    /// Whether memory may be mapped by the library.
    ///
    /// @throws IllegalStateException when the property has another value
    static boolean hugePages() {
        var value = property(PAGES);
        if (!value.isEmpty() && !value.equals(HUGE) && !value.equals(SMALL)) {
            throw new IllegalStateException(
                    "system property %s must be %s or %s but was \"%s\""
                            .formatted(PAGES, HUGE, SMALL, value));
        }
        return !value.equals(SMALL);
    }

    /// Chooses a tier.
    ///
    /// @param available the bits of the tiers that can run
    /// @return the best of those that are allowed, if there is one
    /// @throws IllegalStateException when the tier that must run cannot
    static Optional<Tier> tier(int available) {
        var value = property(TIER);
        if (value.isEmpty()) {
            return Tier.best(available);
        }
        if (value.startsWith(NOT)) {
            return Tier.best(available & ~tier(value.substring(NOT.length()), value).bit);
        }
        var forced = tier(value, value);
        if ((available & forced.bit) == 0) {
            throw new IllegalStateException(
                    "system property %s must be a tier that this processor has (%s) but was \"%s\""
                            .formatted(TIER, names(available), value));
        }
        return Optional.of(forced);
    }

    private static Tier tier(String label, String value) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "system property %s must be one of %s, or one of them after \"%s\", but was \"%s\""
                                        .formatted(TIER, names(-1), NOT, value)));
    }

    private static String names(int bits) {
        return Arrays.stream(Tier.values())
                .filter(tier -> (bits & tier.bit) != 0)
                .map(Tier::label)
                .collect(Collectors.joining(", "));
    }

    private static String property(String key) {
        return System.getProperty(key, "");
    }

    /// The library's name for this system and processor, as `System.mapLibraryName` would have it
    /// if it knew processors.
    static String libraryName() {
        return "liblanes-".concat(system()).concat("-").concat(processor()).concat(".so");
    }

    /// The module that has that library.
    static String libraryModule() {
        return "dev.lanes.simd.".concat(system()).concat(".").concat(processor());
    }

    private static String system() {
        return property("os.name").equals("Linux") ? "linux" : "other";
    }

    private static String processor() {
        var processor = property("os.arch");
        return processor.equals("amd64") ? "x86_64" : processor;
    }
}
