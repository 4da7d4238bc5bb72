package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.internal.Settings;
import dev.lanes.vector.Pruning;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How an encoder runs its model. Begin with [#of()], whose values are measured; change one with
/// `with…`.
///
/// @param device where the network runs, as [Device] reads it: `cpu`, `cuda:0` (any number) or
///   `auto`
/// @param threads threads that encode, the caller's counted, in 1..1024: up to four share a run of
///   the network, or as many as the system property `lanes.inference.runThreads` says, and as many
///   runs go on at one time as that leaves threads for
/// @param batchTokens tokens in a batch of long texts, padding counted, in 1..65536; a text longer
///   than that is a batch of its own
/// @param maxTokens how many tokens of a text are read, in 3..65536; as many as the model reads
///   where empty or more than that
/// @param longTexts what becomes of a text that is longer
/// @param dimension to which dense vectors are cut and, if the model scales them, scaled again
///   (Matryoshka: Kusupati et al., 2022); only for models that were trained so
/// @param pruning which terms of a sparse vector are kept; all where empty
/// @param patience how long a query waits for others to share a batch with, where others run
///   already; never where it is alone
public record EncoderSettings(
        String device,
        int threads,
        int batchTokens,
        OptionalInt maxTokens,
        LongTexts longTexts,
        OptionalInt dimension,
        Optional<Pruning> pruning,
        Duration patience) {
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

    /// Checks every component.
    public EncoderSettings {
        Device.parse(device);
        Rules.within("threads", threads, 1, 1024);
        Rules.within("batchTokens", batchTokens, 1, 65_536);
        if (requireNonNull(maxTokens, "maxTokens").isPresent()) {
            Rules.within("maxTokens", maxTokens.getAsInt(), 3, 65_536);
        }
        requireNonNull(longTexts, "longTexts");
        if (requireNonNull(dimension, "dimension").isPresent()) {
            Rules.within("dimension", dimension.getAsInt(), 1, 4096);
        }
        requireNonNull(pruning, "pruning");
        if (requireNonNull(patience, "patience").isNegative()
                || patience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException(
                    "patience must be in %s..%s but was %s"
                            .formatted(Duration.ZERO, MOST_PATIENCE, patience));
        }
    }

    /// On the CPU with all its processors, or as the system properties `lanes.inference.threads`
    /// and `lanes.inference.batchTokens` say; long texts truncated, nothing cut or pruned.
    ///
    /// @throws IllegalArgumentException when a property is out of its range
    public static EncoderSettings of() {
        return new EncoderSettings(
                "cpu",
                Settings.threads(),
                Settings.batchTokens(),
                OptionalInt.empty(),
                LongTexts.truncated(),
                OptionalInt.empty(),
                Optional.empty(),
                Settings.PATIENCE);
    }

    /// The same on another device.
    public EncoderSettings withDevice(String other) {
        return new EncoderSettings(
                other, threads, batchTokens, maxTokens, longTexts, dimension, pruning, patience);
    }

    /// The same with another number of threads.
    public EncoderSettings withThreads(int other) {
        return new EncoderSettings(
                device, other, batchTokens, maxTokens, longTexts, dimension, pruning, patience);
    }

    /// The same with batches of another size.
    public EncoderSettings withBatchTokens(int other) {
        return new EncoderSettings(
                device, threads, other, maxTokens, longTexts, dimension, pruning, patience);
    }

    /// The same that reads fewer tokens of a text.
    public EncoderSettings withMaxTokens(int other) {
        return new EncoderSettings(
                device,
                threads,
                batchTokens,
                OptionalInt.of(other),
                longTexts,
                dimension,
                pruning,
                patience);
    }

    /// The same with another rule for long texts.
    public EncoderSettings withLongTexts(LongTexts other) {
        return new EncoderSettings(
                device, threads, batchTokens, maxTokens, other, dimension, pruning, patience);
    }

    /// The same with dense vectors cut to a dimension.
    public EncoderSettings withDimension(int other) {
        return new EncoderSettings(
                device,
                threads,
                batchTokens,
                maxTokens,
                longTexts,
                OptionalInt.of(other),
                pruning,
                patience);
    }

    /// The same with sparse vectors pruned.
    public EncoderSettings withPruning(Pruning other) {
        return new EncoderSettings(
                device,
                threads,
                batchTokens,
                maxTokens,
                longTexts,
                dimension,
                Optional.of(other),
                patience);
    }

    /// The same with another patience.
    public EncoderSettings withPatience(Duration other) {
        return new EncoderSettings(
                device, threads, batchTokens, maxTokens, longTexts, dimension, pruning, other);
    }
}
