package dev.lanes.sparse;

import dev.lanes.kernels.PackedSums;
import dev.lanes.memory.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Scores rows by packed posting lists in plain Java: the oracle of the sums in C. For one thread.
final class JavaSums implements PackedSums {
    private record Added(FieldCursor cursor, double weight) {}

    private final Lists lists;
    private final WeightEncoding encoding;
    private final List<Added> added = new ArrayList<>();
    private final double[] sums;
    private final int[] ordinals;
    private final float[] scores;
    private Optional<Bits> accepted = Optional.empty();
    private int from;
    private int rows;
    private int gathered;

    JavaSums(Lists lists, WeightEncoding encoding) {
        this.lists = lists;
        this.encoding = encoding;
        int window = Math.min(WINDOW_ROWS, lists.rows());
        sums = new double[window];
        ordinals = new int[window];
        scores = new float[window];
    }

    @Override
    public void clear() {
        added.clear();
        rows = 0;
    }

    @Override
    public void add(PackedList list) {
        var cursor = new FieldCursor(lists.fields(), list.from(), list.count(), list.form());
        added.add(new Added(cursor, list.weight()));
    }

    @Override
    public void accept(Bits passing) {
        accepted = Optional.of(passing);
    }

    @Override
    public void sum(int first, int count) {
        from = first;
        rows = count;
        Arrays.fill(sums, 0, count, 0);
        for (var list : added) {
            var at = list.cursor;
            for (; at.hasPosting() && at.ordinal() < (long) first + count; at.advance()) {
                sums[(int) (at.ordinal() - first)] += list.weight * encoding.ofBits(at.bits());
            }
        }
    }

    @Override
    public int gather(float threshold) {
        gathered = 0;
        for (int place = 0; place < rows; place++) {
            float score = (float) sums[place];
            if (score >= threshold && score > 0 && accepted.orElseThrow().get(from + place)) {
                ordinals[gathered] = from + place;
                scores[gathered++] = score;
            }
        }
        return gathered;
    }

    @Override
    public void gathered(int[] found, float[] values) {
        System.arraycopy(ordinals, 0, found, 0, gathered);
        System.arraycopy(scores, 0, values, 0, gathered);
    }

    @Override
    public long added() {
        return added.stream().mapToLong(list -> list.cursor.read()).sum();
    }
}
