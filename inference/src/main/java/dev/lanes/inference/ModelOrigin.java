package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// Where a model comes from and how to know it again.
///
/// @param version what its authors call this edition of it; may be empty
/// @param license SPDX identifier of the licence of the weights; empty when it is not known
/// @param artifact Maven coordinates `group:artifact:version` of the jar that holds the files;
///   empty when they lie in a directory or an archive
/// @param bytes size of the ONNX file, without what it keeps in other files; 0 when there is none
/// @param sha256 SHA-256 of the ONNX file, 64 hexadecimal digits in lower case; empty when it is
///   not known
public record ModelOrigin(
        String version, String license, String artifact, long bytes, String sha256) {
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{64})?");

    /// Of a model of which nothing is known, because somebody else runs it.
    public static final ModelOrigin UNKNOWN = new ModelOrigin("", "", "", 0, "");

    /// Checks every component.
    public ModelOrigin {
        requireNonNull(version, "version");
        requireNonNull(license, "license");
        requireNonNull(artifact, "artifact");
        Rules.within("bytes", bytes, 0, Long.MAX_VALUE);
        if (!HASH.matcher(requireNonNull(sha256, "sha256")).matches()) {
            throw new IllegalArgumentException(
                    "sha256 must be 64 digits of 0-9 a-f but was \"%s\"".formatted(sha256));
        }
    }
}
