package dev.lanes.jmh.peer;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.LanesVersion;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// hnswlib-core by Jelmer Kuperus: HNSW in plain Java.
///
/// Its m and ef are those of hnswlib: 2m links on level 0, m above. It takes no seed. COSINE is its
/// inner product of rows and queries of length 1.
final class JelmerkPeer implements Peer {
    private final HnswSettings settings;
    private Optional<HnswIndex<Integer, float[], Row, Float>> index = Optional.empty();

    JelmerkPeer(HnswSettings settings) {
        this.settings = settings;
    }

    @Override
    public String library() {
        return "jelmerk";
    }

    @Override
    public String version() {
        return LanesVersion.JELMERK;
    }

    @Override
    public String backend() {
        return "scalar Java";
    }

    @Override
    public void build(List<float[]> rows, IntConsumer progress) {
        int dimension = rows.getFirst().length;
        HnswIndex<Integer, float[], Row, Float> made =
                HnswIndex.newBuilder(dimension, distance(), rows.size())
                        .withM(settings.m())
                        .withEfConstruction(settings.efConstruction())
                        .build();
        for (int row = 0; row < rows.size(); row++) {
            made.add(new Row(row, UnitLength.under(settings.similarity(), rows.get(row))));
            progress.accept(row + 1);
        }
        index = Optional.of(made);
    }

    private DistanceFunction<float[], Float> distance() {
        return settings.similarity() == Similarity.EUCLIDEAN
                ? DistanceFunctions.FLOAT_EUCLIDEAN_DISTANCE
                : DistanceFunctions.FLOAT_INNER_PRODUCT;
    }

    @Override
    public int[] search(float[] query, int k, int efSearch) {
        HnswIndex<Integer, float[], Row, Float> searched = open();
        searched.setEf(Math.max(k, efSearch));
        List<SearchResult<Row, Float>> results =
                searched.findNearest(UnitLength.under(settings.similarity(), query), k);
        int[] found = new int[results.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = results.get(i).item().id();
        }
        return found;
    }

    /// What its file would have, since it tells nothing of its objects on the heap.
    @Override
    public long bytes() throws IOException {
        Count count = new Count();
        open().save(count);
        return count.bytes;
    }

    private HnswIndex<Integer, float[], Row, Float> open() {
        return index.orElseThrow(() -> new IllegalStateException("the jelmerk index is closed"));
    }

    @Override
    public void close() {
        index = Optional.empty();
    }

    /// A row as the library wants to have it.
    private static final class Row implements Item<Integer, float[]> {
        private static final long serialVersionUID = 1;

        private final int id;
        private final float[] values;

        Row(int id, float[] values) {
            this.id = id;
            this.values = values;
        }

        @Override
        public Integer id() {
            return id;
        }

        @Override
        public float[] vector() {
            return values;
        }

        @Override
        public int dimensions() {
            return values.length;
        }
    }

    private static final class Count extends OutputStream {
        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] values, int from, int length) {
            bytes += length;
        }
    }
}
