package dev.lanes.jmh.bm25;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits texts, in the same way for every library: runs of letters and digits, in lower case. No
/// stemming, no stop words.
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+");

    private Tokens() {}

    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
