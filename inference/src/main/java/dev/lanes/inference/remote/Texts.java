package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Texts on their way to a server, and a server's text on its way into an error.
final class Texts {
    private Texts() {}

    /// What a body holds, or its beginning, for an error.
    static String utf8(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 16_384), StandardCharsets.UTF_8);
        return text.isBlank() ? "blank" : text;
    }

    /// A text with its prefix; half a surrogate pair, which has no UTF-8 form, becomes U+FFFD.
    static String prefixed(String prefix, String text) {
        String whole = prefix.isEmpty() ? text : prefix + text;
        for (int i = 0; i < whole.length(); i++) {
            if (Character.isSurrogate(whole.charAt(i))) {
                byte[] units = whole.getBytes(StandardCharsets.UTF_16BE);
                return new String(units, StandardCharsets.UTF_16BE);
            }
        }
        return whole;
    }

    /// Checks and copies the texts of a call.
    static List<String> prefixed(String prefix, List<String> texts) {
        List<String> all = new ArrayList<>(requireNonNull(texts, "texts").size());
        for (String text : texts) {
            int at = all.size();
            all.add(prefixed(prefix, requireNonNull(text, () -> "texts[" + at + "]")));
        }
        return all;
    }

    /// Where requests begin and end: texts in their order, as many in each as the limits allow, one
    /// at least.
    ///
    /// @return for each request its first text and the one after its last
    static List<int[]> batches(List<String> texts, int mostTexts, int mostChars) {
        List<int[]> batches = new ArrayList<>();
        int from = 0;
        long chars = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = texts.get(i).length();
            if (i > from && (i - from == mostTexts || chars + length > mostChars)) {
                batches.add(new int[] {from, i});
                from = i;
                chars = 0;
            }
            chars += length;
        }
        if (from < texts.size()) {
            batches.add(new int[] {from, texts.size()});
        }
        return batches;
    }
}
