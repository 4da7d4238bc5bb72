package dev.lanes.search.evaluation;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes a row of a text by drawing from its hash, and remembers what it was asked.
final class CountingEncoder implements DenseEncoder {
    static final int DIMENSION = 384;

    final List<String> asked = new ArrayList<>();
    boolean closed;

    @Override
    public ModelDescriptor model() {
        return Models.named("e5-small-v2");
    }

    @Override
    public float[] encodeQuery(String text) {
        return encode("query", List.of(text))[0];
    }

    @Override
    public float[][] encodePassages(List<String> texts, EncodingProgress progress) {
        progress.encoded(texts.size(), 7);
        return encode("passage", texts);
    }

    @Override
    public float[][] encode(String prompt, List<String> texts) {
        return texts.stream()
                .map(text -> model().prompts().named(prompt) + text)
                .map(this::row)
                .toArray(float[][]::new);
    }

    private float[] row(String text) {
        asked.add(text);
        return rowOf(text);
    }

    static float[] rowOf(String text) {
        var random = new Random(text.hashCode());
        var row = new float[DIMENSION];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    static float[][] rowsOf(String... texts) {
        return Arrays.stream(texts).map(CountingEncoder::rowOf).toArray(float[][]::new);
    }

    @Override
    public void close() {
        closed = true;
    }
}
