package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/// How a model is to be registered.
///
/// @param name the name to register it by; empty for the one in its descriptor
/// @param version empty for the one in its descriptor, or, where that has none either, 1, 2, …
/// @param group of which models it is one, for whoever lists them; may be empty
/// @param sha256 of the archive, or of the ONNX file where the source is a directory: 64
///   hexadecimal digits; empty when it is not known, which only a file or a directory may be
/// @param progress of a download
public record Registration(
        String name, String version, String group, String sha256, DownloadProgress progress) {
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{64})?");
    private static final Registration PLAIN =
            new Registration("", "", "", "", DownloadProgress.NONE);

    /// Checks every component.
    public Registration {
        optional("name", name);
        optional("version", version);
        optional("group", group);
        if (!HASH.matcher(requireNonNull(sha256, "sha256")).matches()) {
            throw new IllegalArgumentException(
                    "sha256 must be 64 digits of 0-9 a-f but was \"%s\"".formatted(sha256));
        }
        requireNonNull(progress, "progress");
    }

    /// As the model's descriptor says.
    public static Registration plain() {
        return PLAIN;
    }

    /// Under another name.
    public Registration withName(String name) {
        return new Registration(name, version, group, sha256, progress);
    }

    /// As another version.
    public Registration withVersion(String version) {
        return new Registration(name, version, group, sha256, progress);
    }

    /// In a group.
    public Registration withGroup(String group) {
        return new Registration(name, version, group, sha256, progress);
    }

    /// Only if this is the hash; capital digits are fine.
    public Registration withSha256(String sha256) {
        return new Registration(name, version, group, sha256.toLowerCase(Locale.ROOT), progress);
    }

    /// Telling somebody how the download goes on.
    public Registration withProgress(DownloadProgress progress) {
        return new Registration(name, version, group, sha256, progress);
    }

    private static void optional(String component, String value) {
        if (!requireNonNull(value, component).isEmpty()) {
            Rules.word(component, value);
        }
    }
}
