package dev.lanes.inference.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/// The check of lists of texts.
final class Texts {
    private Texts() {}

    /// A copy of a list, every text of which is there.
    static List<String> checked(List<String> texts) {
        String[] all = requireNonNull(texts, "texts").toArray(String[]::new);
        for (int i = 0; i < all.length; i++) {
            requireNonNull(all[i], "texts[" + i + "]");
        }
        return Arrays.asList(all);
    }
}
