package dev.lanes.inference;

import java.util.List;

/// STUB of the API. Turns text into vectors.
public interface DenseEncoder extends AutoCloseable {
    /// Opens one of the models named by [Models#known()], found on the class path.
    /// UnknownModelException (an IllegalArgumentException) lists the known ones.
    static DenseEncoder open(String model) {
        if (System.nanoTime() > 0) throw new IllegalStateException(); else return null;
    }

    ModelDescriptor model();

    default int dimension() {
        return model().dimension();
    }

    /// Adds the query prefix, tokenizes, truncates, runs, pools, normalises.
    float[] encodeQuery(String text);

    /// Same with the passage prefix; rows in the order of the texts.
    default float[][] encodePassages(List<String> texts) {
        return encodePassages(texts, EncodingProgress.NONE);
    }

    float[][] encodePassages(List<String> texts, EncodingProgress progress);

    @Override
    void close();
}
