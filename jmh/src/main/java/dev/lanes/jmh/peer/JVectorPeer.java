package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.LanesVersion;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;

/// JVector's float graph on the heap, with hierarchy.
///
/// What it calls M is the degree of a level, so it gets 2m on level 0 and m above, as the HNSW
/// paper has it. Its beam while searching is rerankK, of which nothing is reranked here, because
/// all scores are exact. Overflow and alpha are those that its documentation proposes. For COSINE
/// rows and queries are normalised, because its dot product asks for length 1.
final class JVectorPeer implements Peer {
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    /// First: JVector says it once, when its vector code is first used.
    private final String backend = JVectorVectorisation.MESSAGE;

    private final VectorTypeSupport types =
            VectorizationProvider.getInstance().getVectorTypeSupport();
    private final HnswSettings settings;
    private final VectorSimilarityFunction function;
    private List<AutoCloseable> parts = List.of();
    private long rowBytes;
    private RandomAccessVectorValues values;
    private GraphIndexBuilder builder;
    private GraphSearcher searcher;

    JVectorPeer(HnswSettings settings) {
        this.settings = settings;
        this.function =
                switch (settings.similarity()) {
                    case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
                    case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
                    case DOT ->
                            throw new IllegalArgumentException(
                                    "similarity must be EUCLIDEAN or COSINE but was DOT: its dot"
                                            + " product takes rows of length 1 only");
                };
    }

    @Override
    public String library() {
        return "jvector";
    }

    @Override
    public String version() {
        return LanesVersion.JVECTOR;
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public void build(List<float[]> rows, IntConsumer progress) {
        int dimension = rows.getFirst().length;
        rowBytes = (long) rows.size() * dimension * Float.BYTES;
        List<VectorFloat<?>> vectors = new ArrayList<>(rows.size());
        rows.forEach(row -> vectors.add(vector(row)));
        values = new ListRandomAccessVectorValues(vectors, dimension);
        ForkJoinPool oneThread = new ForkJoinPool(1);
        builder =
                GraphIndexBuilder.builder(
                                BuildScoreProvider.randomAccessScoreProvider(values, function),
                                dimension,
                                List.of(2 * settings.m(), settings.m()))
                        .withBeamWidth(settings.efConstruction())
                        .withNeighborOverflow(OVERFLOW)
                        .withAlpha(ALPHA)
                        .withSimdExecutor(oneThread)
                        .withParallelExecutor(oneThread)
                        .build();
        for (int row = 0; row < vectors.size(); row++) {
            builder.addGraphNode(row, vectors.get(row));
            progress.accept(row + 1);
        }
        builder.cleanup();
        searcher = new GraphSearcher(builder.getGraph());
        parts = List.of(searcher, builder, oneThread);
    }

    private VectorFloat<?> vector(float[] row) {
        return types.createFloatVector(UnitLength.under(settings.similarity(), row));
    }

    @Override
    public int[] search(float[] query, int k, int efSearch) {
        if (parts.isEmpty()) {
            throw new IllegalStateException("the JVector index is closed");
        }
        var scores = DefaultSearchScoreProvider.exact(vector(query), function, values);
        int beam = Math.max(k, efSearch);
        NodeScore[] nodes = searcher.search(scores, k, beam, 0f, 0f, Bits.ALL).getNodes();
        int[] found = new int[nodes.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = nodes[i].node;
        }
        return found;
    }

    @Override
    public long bytes() {
        return rowBytes + builder.getGraph().ramBytesUsed();
    }

    @Override
    public void close() throws IOException {
        List<AutoCloseable> last = parts;
        parts = List.of();
        for (AutoCloseable part : last) {
            try {
                part.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
