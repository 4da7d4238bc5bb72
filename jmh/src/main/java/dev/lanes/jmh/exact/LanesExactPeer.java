package dev.lanes.jmh.exact;

import dev.lanes.kernels.ExactSearch;
import dev.lanes.kernels.ExactSettings;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.vector.Hit;
import java.util.List;

/// [ExactSearch] on one backend.
record LanesExactPeer(Kernels kernels, String encoding, ExactSearch search) implements ExactPeer {
    static LanesExactPeer floats(Kernels kernels, VectorMatrix matrix, int k) {
        return new LanesExactPeer(kernels, "FLOAT32", ExactSearch.of(matrix, ExactSettings.of(k)));
    }

    static LanesExactPeer codes(Kernels kernels, VectorMatrix coded, VectorMatrix full, int k) {
        return new LanesExactPeer(
                kernels,
                "INT8, rescored",
                ExactSearch.of(coded, ExactSettings.of(k).withRescoring(full)));
    }

    @Override
    public String library() {
        return "lanes";
    }

    @Override
    public String backend() {
        return kernels.description();
    }

    @Override
    public int[][] search(float[][] queries) {
        List<List<Hit>> found = search.search(queries);
        return found.stream()
                .map(hits -> hits.stream().mapToInt(hit -> Math.toIntExact(hit.id())).toArray())
                .toArray(int[][]::new);
    }
}
