package dev.lanes.jmh.encoding;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.vector.Similarity;

/// Vectors on which encodings are judged.
///
/// @param base rows to encode
/// @param queries rows to compare them with
/// @param similarity how
/// @param k how many nearest rows a query asks for
public record EncodingTask(Vectors base, Vectors queries, Similarity similarity, int k) {
    /// Checks what does not fit together.
    public EncodingTask {
        if (queries.dimension() != base.dimension()) {
            throw new UsageException(
                    "--queries must have the dimension of --base, %d, but have %d"
                            .formatted(base.dimension(), queries.dimension()));
        }
        if (k > base.size()) {
            throw new UsageException(
                    "k must be at most the number of rows, %d, but was %d"
                            .formatted(base.size(), k));
        }
    }
}
