package dev.lanes.search.cli;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.inference.FoundModel;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.List;

/// An encoder of one kind, whose vectors are to be printed.
sealed interface VectorLines extends AutoCloseable {
    /// Which of the model's prefixes texts get.
    enum Role {
        QUERY,
        PASSAGE
    }

    /// One text with its vector.
    ///
    /// @param numbers of the vector, as they are printed where nothing else is
    /// @param json the same as JSON
    record Line(String numbers, String json) {}

    /// Encodes texts; a line for each, in their order.
    List<Line> of(List<String> texts, Role role);

    @Override
    void close();

    /// Opens the encoder for a model's kind.
    static VectorLines open(FoundModel found) {
        return switch (found.model().kind()) {
            case DENSE -> new Dense(found.openDense(EncoderSettings.of()));
            case SPARSE -> new Sparse(found.openSparse(EncoderSettings.of()));
            case CROSS_ENCODER ->
                    throw new UserErrorException(
                            found + " must give vectors but is a cross-encoder",
                            "'lanes models list' says which kind each model is of");
        };
    }

    /// Numbers one after the other.
    record Dense(DenseEncoder encoder) implements VectorLines {
        @Override
        public List<Line> of(List<String> texts, Role role) {
            float[][] vectors =
                    switch (role) {
                        case QUERY ->
                                texts.stream().map(encoder::encodeQuery).toArray(float[][]::new);
                        case PASSAGE -> encoder.encodePassages(texts);
                    };
            List<Line> lines = new ArrayList<>();
            for (float[] vector : vectors) {
                String json = JsonResults.of(vector);
                lines.add(new Line(json.substring(1, json.length() - 1).replace(',', ' '), json));
            }
            return lines;
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    /// A weight for each term, by the term's number.
    record Sparse(SparseEncoder encoder) implements VectorLines {
        @Override
        public List<Line> of(List<String> texts, Role role) {
            List<SparseVector> vectors =
                    switch (role) {
                        case QUERY -> texts.stream().map(encoder::encodeQuery).toList();
                        case PASSAGE -> encoder.encodePassages(texts);
                    };
            return vectors.stream().map(JsonResults::of).map(json -> new Line(json, json)).toList();
        }

        @Override
        public void close() {
            encoder.close();
        }
    }
}
