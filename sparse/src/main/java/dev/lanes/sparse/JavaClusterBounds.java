package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.FLOAT;
import static dev.lanes.sparse.ForwardLayout.INT;
import static dev.lanes.sparse.ForwardLayout.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.ClusterBounds;
import java.util.Arrays;

/// Bounds clusters in plain Java: the oracle of the same in C, to the bit. For one thread.
final class JavaClusterBounds implements ClusterBounds {
    private final Lists lists;
    private int[] terms = {};
    private float[] weights = {};

    JavaClusterBounds(Lists lists) {
        this.lists = lists;
    }

    @Override
    public void ask(int[] queryTerms, float[] queryWeights) {
        terms = queryTerms.clone();
        weights = queryWeights.clone();
    }

    @Override
    public void bound(int[] listsToBound, int count, float[] bounds) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            int first = lists.clusterStarts().getAtIndex(INT, listsToBound[i]);
            int clusters = lists.clusterStarts().getAtIndex(INT, listsToBound[i] + 1L) - first;
            Arrays.fill(bounds, at, at + clusters, 0);
            addUp(listsToBound[i], bounds, at);
            for (int j = 0; j < clusters; j++) {
                bounds[at + j] *= lists.scales().getAtIndex(FLOAT, first + j);
            }
            at += clusters;
        }
    }

    private void addUp(int list, float[] bounds, int at) {
        var dictionary = lists.dictionary();
        int place = lists.dictionaryStarts().getAtIndex(INT, list);
        int end = lists.dictionaryStarts().getAtIndex(INT, list + 1L);
        int next = 0;
        for (; place < end; place++) {
            int term = dictionary.terms().getAtIndex(INT, place);
            while (next < terms.length && terms[next] < term) {
                next++;
            }
            if (next < terms.length && terms[next] == term) {
                int last = dictionary.entryStarts().getAtIndex(INT, place + 1L);
                for (int i = dictionary.entryStarts().getAtIndex(INT, place); i < last; i++) {
                    int cluster =
                            Short.toUnsignedInt(dictionary.entryClusters().getAtIndex(SHORT, i));
                    int code = Byte.toUnsignedInt(dictionary.entryCodes().get(JAVA_BYTE, i));
                    bounds[at + cluster] += weights[next] * code;
                }
            }
        }
    }
}
