package dev.lanes.inference.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Puts texts of like length into batches, so that little of a batch is padding.
final class BatchPlan {
    private BatchPlan() {}

    /// Sorts by length, longest first, and cuts so that count × longest stays within the budget. A
    /// text longer than the budget is a batch of its own.
    ///
    /// @param texts the tokens of each text
    /// @param budget tokens in a batch, padding counted
    /// @return the texts of each batch, as places in `texts`
    static List<int[]> of(List<TokenSequence> texts, int budget) {
        Integer[] order = new Integer[texts.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt((Integer i) -> -texts.get(i).length()));
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int longest = Math.max(1, texts.get(order[from]).length());
            int fitting = Math.max(1, budget / longest);
            int to = Math.min(order.length, from + fitting);
            batches.add(Arrays.stream(order, from, to).mapToInt(i -> i).toArray());
            from = to;
        }
        return batches;
    }
}
