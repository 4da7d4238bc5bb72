package dev.lanes.inference;

import dev.lanes.inference.internal.DocOnlyQueries;
import dev.lanes.vector.SparseVector;
import java.nio.file.Path;

/// Makes the sparse vectors of queries for doc-only models, with a tokenizer and a table of weights
/// and no network: a query has the weight of each of its tokens, however often it stands there
/// (Geng et al., 2024). A query takes some microseconds.
///
/// Safe for use by many threads; [#close()] waits for those inside, and a later call is an
/// [IllegalStateException].
public interface SparseQueries extends AutoCloseable {
    /// Opens a tokenizer and a table.
    ///
    /// @param tokenizer a tokenizer.json, as Hugging Face's tokenizers write it
    /// @param weights a JSON object of weights by token, as OpenSearch ships as `idf.json`
    /// @throws ModelFileException when a file is missing or damaged
    static SparseQueries open(Path tokenizer, Path weights) {
        return DocOnlyQueries.open(tokenizer, weights);
    }

    /// The vector of a query; special tokens are none of its terms. Of a query of more than 512
    /// tokens the first 512 count.
    SparseVector encode(String query);

    /// Frees the tokenizer. Closing twice is fine.
    @Override
    void close();
}
