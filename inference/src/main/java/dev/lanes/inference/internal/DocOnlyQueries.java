package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.SparseQueries;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A tokenizer and a table of weights.
public final class DocOnlyQueries implements SparseQueries {
    private static final int MAX_TOKENS = 512;

    private final UseGate gate;
    private final Tokenizer tokenizer;
    private final TokenTable table;

    private DocOnlyQueries(String name, Tokenizer tokenizer, TokenTable table) {
        this.gate = new UseGate(name);
        this.tokenizer = tokenizer;
        this.table = table;
    }

    /// Opens both files.
    public static SparseQueries open(Path tokenizer, Path weights) {
        byte[] json = content(tokenizer);
        TokenTable table =
                TokenTable.read(
                        weights.toString(),
                        content(weights),
                        VocabularyIds.read(tokenizer.toString(), json));
        Tokenizer opened = Tokenizer.open(tokenizer.toString(), json, MAX_TOKENS);
        table.drop(opened.special());
        return new DocOnlyQueries("queries by " + weights.getFileName(), opened, table);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(file + ": expected a file but found none", e);
        } catch (IOException e) {
            throw new ModelFileException(file + ": cannot be read: " + e, e);
        }
    }

    @Override
    public SparseVector encode(String query) {
        requireNonNull(query, "query");
        return gate.whileOpen(() -> table.query(tokenizer, query));
    }

    @Override
    public void close() {
        gate.close(tokenizer::close);
    }
}
