package dev.lanes.inference.remote;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Makes text of a server fit for a message: without the secrets of the request, which servers like
/// to repeat, without line breaks, and short.
///
/// @param secrets what was sent in secret headers, the longest first
record Redaction(List<String> secrets) {
    static final String MASK = "***";

    private static final int MOST_CHARS = 200;

    /// What is looked at; more than a message shows, so that no secret is cut before it is found.
    private static final int LOOKED_AT = 8192;

    Redaction {
        secrets =
                secrets.stream()
                        .filter(secret -> !secret.isBlank())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    /// Whether a text has a secret in it.
    boolean finds(String text) {
        return !text.equals(masked(text));
    }

    /// The beginning of a text.
    String excerpt(String text) {
        String beginning = masked(text.substring(0, Math.min(LOOKED_AT, text.length())));
        String line = beginning.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + " …";
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            String quoted = JsonMapper.shared().writeValueAsString(secret);
            masked = masked.replace(secret, MASK);
            masked = masked.replace(quoted.substring(1, quoted.length() - 1), MASK);
        }
        return masked;
    }
}
