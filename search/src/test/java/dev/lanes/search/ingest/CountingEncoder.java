package dev.lanes.search.ingest;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.Models;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Makes a row of a text by drawing from its hash, and remembers the texts.
final class CountingEncoder implements DenseEncoder {
    static final String MODEL = "all-MiniLM-L6-v2";

    final List<String> encoded = Collections.synchronizedList(new ArrayList<>());

    @Override
    public ModelDescriptor model() {
        return Models.named(MODEL);
    }

    @Override
    public float[] encodeQuery(String text) {
        return row(text);
    }

    @Override
    public float[][] encodePassages(List<String> texts, EncodingProgress progress) {
        encoded.addAll(texts);
        return texts.stream().map(this::row).toArray(float[][]::new);
    }

    @Override
    public float[][] encode(String prompt, List<String> texts) {
        return encodePassages(texts, EncodingProgress.NONE);
    }

    private float[] row(String text) {
        Random random = new Random(text.hashCode());
        float[] row = new float[dimension()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    @Override
    public void close() {}
}
