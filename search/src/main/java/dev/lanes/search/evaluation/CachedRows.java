package dev.lanes.search.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// The rows of one encoder in a cache.
///
/// @param <R> float[] or a sparse vector
final class CachedRows<R> {
    /// Rows are stored after so many texts, so that a process that is killed has lost little. Also
    /// enough for batches of like length.
    private static final int PORTION = 1024;

    private final EncodingCache cache;
    private final EncodingIdentity identity;
    private final RowCodec<R> codec;

    CachedRows(EncodingCache cache, EncodingIdentity identity, RowCodec<R> codec) {
        this.cache = cache;
        this.identity = identity;
        this.codec = codec;
    }

    /// @param prompt the characters before each text
    /// @param encode of texts that are not there; gives a row for each
    /// @param cached hears how many texts were there, in portions
    /// @return a row for each text
    /// @throws UncheckedIOException when the cache cannot be read or written
    List<R> of(
            String prompt,
            List<String> texts,
            Function<List<String>, List<R>> encode,
            IntConsumer cached) {
        List<R> rows = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += PORTION) {
            List<String> portion = texts.subList(from, Math.min(texts.size(), from + PORTION));
            try {
                rows.addAll(portion(prompt, portion, encode, cached));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return rows;
    }

    private List<R> portion(
            String prompt,
            List<String> texts,
            Function<List<String>, List<R>> encode,
            IntConsumer cached)
            throws IOException {
        List<byte[]> keys =
                texts.stream().map(text -> EncodingKeys.key(identity, prompt, text)).toList();
        List<Optional<byte[]>> found = cache.find(identity, keys);
        List<Optional<R>> rows = new ArrayList<>();
        Map<String, Integer> missing = new LinkedHashMap<>();
        List<byte[]> missingKeys = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<R> row = found.get(i).flatMap(codec::row);
            if (row.isEmpty() && missing.putIfAbsent(texts.get(i), missing.size()) == null) {
                missingKeys.add(keys.get(i));
            }
            rows.add(row);
        }
        int there = texts.size() - missing.size();
        if (there > 0) {
            cached.accept(there);
        }
        List<R> made = missing.isEmpty() ? List.of() : encode.apply(List.copyOf(missing.keySet()));
        if (!made.isEmpty()) {
            cache.put(identity, missingKeys, made.stream().map(codec::bytes).toList());
        }
        List<R> all = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            // Each caller gets an array of its own, also of a text that occurs twice.
            all.add(rows.get(i).orElseGet(() -> copy(made.get(missing.get(text)))));
        }
        return all;
    }

    private R copy(R row) {
        return codec.row(codec.bytes(row))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "an encoder must give rows of its dimension but gave " + row));
    }
}
