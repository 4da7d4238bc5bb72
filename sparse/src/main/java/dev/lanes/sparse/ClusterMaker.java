package dev.lanes.sparse;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Clusters the rows of a list around some of them: each row goes to the one with which its inner
/// product is largest. For one thread.
final class ClusterMaker {
    private static final int NONE = -1;

    /// Clusters of a list have numbers of 16 bits.
    private static final int MOST_CLUSTERS = (1 << Short.SIZE) - 1;

    private static final long SEED = 1;

    private final ForwardIndex forward;
    private final double ratio;
    private final int[] terms;
    private final float[] weights;

    /// By term: its first entry among those of the centroids.
    private final int[] first;

    // By entry.
    private int[] next = new int[1024];
    private int[] centroid = new int[1024];
    private float[] weight = new float[1024];

    private final SplittableRandom random = new SplittableRandom(SEED);

    /// @param ratio centroids a row
    /// @param longest terms of the longest row
    ClusterMaker(ForwardIndex forward, double ratio, int longest) {
        this.forward = forward;
        this.ratio = ratio;
        this.terms = new int[longest];
        this.weights = new float[longest];
        this.first = new int[forward.termLimit()];
        Arrays.fill(first, NONE);
    }

    /// Sorts rows by cluster.
    ///
    /// @param list ordinals; gets another order
    /// @return the ends of the clusters, none of which is empty
    int[] cluster(int[] list) {
        int count = (int) Math.clamp(Math.ceil(ratio * list.length), 0, MOST_CLUSTERS);
        if (count <= 1) {
            return list.length == 0 ? new int[0] : new int[] {list.length};
        }
        var centroids = sample(list, count);
        enter(centroids);
        var clusterOf = new int[list.length];
        var products = new float[count];
        for (int i = 0; i < list.length; i++) {
            clusterOf[i] = nearest(list[i], products);
        }
        leave(centroids);
        return sort(list, clusterOf, count);
    }

    private int[] sample(int[] list, int count) {
        var rest = list.clone();
        for (int i = 0; i < count; i++) {
            int drawn = random.nextInt(i, rest.length);
            int row = rest[drawn];
            rest[drawn] = rest[i];
            rest[i] = row;
        }
        return Arrays.copyOf(rest, count);
    }

    private void enter(int[] centroids) {
        int entries = 0;
        for (int i = 0; i < centroids.length; i++) {
            int length = forward.copy(centroids[i], terms, weights);
            if (entries + length > next.length) {
                int room = 2 * (entries + length);
                next = Arrays.copyOf(next, room);
                centroid = Arrays.copyOf(centroid, room);
                weight = Arrays.copyOf(weight, room);
            }
            for (int j = 0; j < length; j++) {
                next[entries] = first[terms[j]];
                centroid[entries] = i;
                weight[entries] = weights[j];
                first[terms[j]] = entries++;
            }
        }
    }

    private void leave(int[] centroids) {
        for (int row : centroids) {
            int length = forward.copy(row, terms, weights);
            for (int j = 0; j < length; j++) {
                first[terms[j]] = NONE;
            }
        }
    }

    private int nearest(int row, float[] products) {
        Arrays.fill(products, 0);
        int length = forward.copy(row, terms, weights);
        for (int i = 0; i < length; i++) {
            for (int entry = first[terms[i]]; entry != NONE; entry = next[entry]) {
                products[centroid[entry]] += weights[i] * weight[entry];
            }
        }
        int best = 0;
        for (int i = 1; i < products.length; i++) {
            if (products[i] > products[best]) {
                best = i;
            }
        }
        return best;
    }

    private static int[] sort(int[] list, int[] clusterOf, int count) {
        var places = new int[count + 1];
        for (int cluster : clusterOf) {
            places[cluster + 1]++;
        }
        for (int i = 0; i < count; i++) {
            places[i + 1] += places[i];
        }
        var rows = list.clone();
        for (int i = 0; i < rows.length; i++) {
            list[places[clusterOf[i]]++] = rows[i];
        }
        // Each place has moved to the end of its cluster.
        return Arrays.stream(places, 0, count).distinct().filter(end -> end > 0).toArray();
    }
}
