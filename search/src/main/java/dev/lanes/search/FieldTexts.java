package dev.lanes.search;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.SparseEncoder;
import dev.lanes.search.index.Numbers;
import java.util.ArrayList;
import java.util.List;

/// The texts of a semantic field, to be encoded together.
final class FieldTexts {
    private record Passage(String text, Chunks.Span span, Prepared document) {}

    private final Field.Semantic field;
    private final OpenModels models;
    private final FieldState state;
    private final List<Passage> passages = new ArrayList<>();

    FieldTexts(Field.Semantic field, OpenModels models, FieldState state) {
        this.field = field;
        this.models = models;
        this.state = state;
    }

    /// Takes a text, cut into passages where the field wants that.
    void add(String text, Prepared document) {
        for (Chunks.Span span : spans(text)) {
            passages.add(new Passage(text.substring(span.start(), span.end()), span, document));
        }
    }

    /// How a text is cut into passages.
    List<Chunks.Span> spans(String text) {
        if (field.chunking().isEmpty()) {
            return List.of(new Chunks.Span(0, text.length()));
        }
        List<Chunks.Span> spans = new Chunks(field.chunking().get(), this::countTokens).of(text);
        int most = Numbers.PASSAGES.stride();
        if (spans.size() > most) {
            throw new InvalidDocumentException(
                    "the field \"%s\" must have at most %d passages but had %d"
                            .formatted(field.name(), most, spans.size()));
        }
        return spans;
    }

    private int[] countTokens(List<String> words) {
        return switch (state) {
            case FieldState.Dense _ -> models.dense(field, state).countTokens(words);
            default -> models.sparse(field, state).countTokens(words);
        };
    }

    /// Encodes them and gives each document its rows.
    void encode(EncodingProgress progress) {
        if (passages.isEmpty()) {
            return;
        }
        List<String> texts = passages.stream().map(Passage::text).toList();
        switch (state) {
            case FieldState.Dense _ -> {
                DenseEncoder encoder = models.dense(field, state);
                float[][] rows = encoder.encodePassages(texts, progress);
                for (int i = 0; i < rows.length; i++) {
                    give(passages.get(i), RowBytes.of(rows[i]));
                }
            }
            default -> {
                SparseEncoder encoder = models.sparse(field, state);
                var rows = encoder.encodePassages(texts, progress);
                for (int i = 0; i < rows.size(); i++) {
                    give(passages.get(i), RowBytes.of(rows.get(i)));
                }
            }
        }
    }

    private void give(Passage passage, byte[] row) {
        passage.document().add(state.table(), new Prepared.Part(passage.span(), row));
    }
}
