package dev.lanes.jmh.peer;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's own float HNSW format with two limits of its default configuration lifted: more than
/// 1,024 dimensions, and a graph for a small segment too, which Lucene would otherwise scan.
final class LuceneHnswFormat extends KnnVectorsFormat {
    private static final int MAX_DIMENSION = 4096;
    private static final int ALWAYS_A_GRAPH = 0;

    private final Lucene99HnswVectorsFormat format;

    LuceneHnswFormat(int m, int efConstruction) {
        // The name under which Lucene finds its own reader again.
        super("Lucene99HnswVectorsFormat");
        requireInRange("m", m, Lucene99HnswVectorsFormat.MAXIMUM_MAX_CONN);
        requireInRange(
                "efConstruction", efConstruction, Lucene99HnswVectorsFormat.MAXIMUM_BEAM_WIDTH);
        format =
                new Lucene99HnswVectorsFormat(
                        m,
                        efConstruction,
                        Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
                        null,
                        ALWAYS_A_GRAPH);
    }

    private static void requireInRange(String name, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(
                    "%s must be in 1..%d but was %d".formatted(name, largest, value));
        }
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return MAX_DIMENSION;
    }
}
