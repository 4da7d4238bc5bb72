package dev.lanes.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Cuts texts into passages of whole words. Tokenizers do not look across blanks, so that a passage
/// has as many tokens as its words have.
final class Chunks {
    /// A part of a text.
    ///
    /// @param start the first character
    /// @param end behind the last one
    record Span(int start, int end) {}

    private record Word(int start, int end, int tokens) {}

    private final Chunking chunking;
    private final Function<List<String>, int[]> counter;

    /// @param counter how many tokens words have
    Chunks(Chunking chunking, Function<List<String>, int[]> counter) {
        this.chunking = chunking;
        this.counter = counter;
    }

    /// The passages of a text, at least one. A word of more tokens than a passage may have is a
    /// passage of its own.
    List<Span> of(String text) {
        List<Word> words = words(text);
        if (words.isEmpty()) {
            return List.of(new Span(0, text.length()));
        }
        List<Span> spans = new ArrayList<>();
        int first = 0;
        while (true) {
            int end = end(words, first);
            spans.add(new Span(words.get(first).start(), words.get(end - 1).end()));
            if (end == words.size()) {
                return spans;
            }
            first = next(words, first, end);
        }
    }

    /// Behind the last word of the passage that begins with one.
    private int end(List<Word> words, int first) {
        int tokens = words.get(first).tokens();
        int end = first + 1;
        while (end < words.size() && tokens + words.get(end).tokens() <= chunking.tokens()) {
            tokens += words.get(end).tokens();
            end++;
        }
        return end;
    }

    /// The first word of the next passage.
    private int next(List<Word> words, int first, int end) {
        int next = end;
        int shared = 0;
        while (next - 1 > first && shared + words.get(next - 1).tokens() <= chunking.overlap()) {
            next--;
            shared += words.get(next).tokens();
        }
        return next;
    }

    private List<Word> words(String text) {
        List<int[]> places = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                places.add(new int[] {start, at});
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        List<String> distinct =
                places.stream()
                        .map(place -> text.substring(place[0], place[1]))
                        .distinct()
                        .toList();
        int[] tokens = distinct.isEmpty() ? new int[0] : counter.apply(distinct);
        for (int i = 0; i < tokens.length; i++) {
            counts.put(distinct.get(i), tokens[i]);
        }
        return places.stream()
                .map(place ->
                        new Word(
                                place[0], place[1], counts.get(text.substring(place[0], place[1]))))
                .toList();
    }
}
