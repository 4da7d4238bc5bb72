package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// What a row depends on besides its text and the prompt before it: the model, which is more than
/// its name, and how it runs.
///
/// @param model its name, for people
/// @param text all that rows depend on; two that differ never share a row
public record EncodingIdentity(String model, String text) {
    /// Checks that both are there.
    public EncodingIdentity {
        requireNonNull(model, "model");
        requireNonNull(text, "text");
    }

    /// Of a model whose descriptor says which one it is: by the SHA-256 of its ONNX file, or by the
    /// artifact that it comes in.
    ///
    /// @param settings those that its encoder was opened with
    /// @return nothing when the descriptor says neither; then its file can
    public static Optional<EncodingIdentity> of(ModelDescriptor model, EncoderSettings settings) {
        ModelOrigin origin = model.origin();
        if (!origin.sha256().isEmpty()) {
            return Optional.of(of(model, settings, "sha256 " + origin.sha256()));
        }
        return origin.artifact().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        of(
                                model,
                                settings,
                                "artifact %s, %d bytes"
                                        .formatted(origin.artifact(), origin.bytes())));
    }

    /// Of a model whose ONNX file is at hand.
    ///
    /// @param settings those that its encoder was opened with
    /// @param network the ONNX file, which is read once to its end
    /// @throws IOException when it cannot be read
    public static EncodingIdentity of(ModelDescriptor model, EncoderSettings settings, Path network)
            throws IOException {
        MessageDigest digest = EncodingKeys.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(network), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return of(model, settings, "sha256 " + HexFormat.of().formatHex(digest.digest()));
    }

    /// Threads and batches are left out: they do not change what a text is encoded to.
    private static EncodingIdentity of(
            ModelDescriptor model, EncoderSettings settings, String fingerprint) {
        int most = model.maxTokens();
        return new EncodingIdentity(
                model.name(),
                String.join(
                        "\n",
                        "model " + model.name(),
                        "version " + model.origin().version(),
                        fingerprint,
                        "files " + model.files(),
                        "output " + model.output(),
                        "tokens " + Math.min(most, settings.maxTokens().orElse(most)),
                        "long texts " + settings.longTexts(),
                        "dimension " + settings.dimension(),
                        "pruning " + settings.pruning(),
                        "device " + settings.device()));
    }
}
