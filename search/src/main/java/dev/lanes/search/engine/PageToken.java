package dev.lanes.search.engine;

import dev.lanes.search.retrieval.RetrieverJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Where a page ends, as text: a version, the position, and eight bytes of the hash of what was
/// asked.
final class PageToken {
    private static final byte VERSION = 1;
    private static final int SIZE = Byte.BYTES + Integer.BYTES + Long.BYTES;

    private PageToken() {}

    static String of(EngineRequest request, int position) {
        byte[] bytes =
                ByteBuffer.allocate(SIZE)
                        .put(VERSION)
                        .putInt(position)
                        .putLong(hash(request))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws IllegalArgumentException when it is none of this request
    static int position(String token, EngineRequest request) {
        var bytes = ByteBuffer.wrap(bytes(token));
        if (bytes.remaining() != SIZE || bytes.get() != VERSION) {
            throw none(token);
        }
        int position = bytes.getInt();
        if (bytes.getLong() != hash(request)) {
            throw new IllegalArgumentException(
                    "page token must be of this retriever and text but \"%s\" was of others"
                            .formatted(token));
        }
        return position;
    }

    private static byte[] bytes(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw none(token);
        }
    }

    private static IllegalArgumentException none(String token) {
        return new IllegalArgumentException(
                "page token must be one that a search gave but was \"%s\"".formatted(token));
    }

    private static long hash(EngineRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytesOf(RetrieverJson.write(request.retriever())));
            digest.update((byte) 0);
            digest.update(bytesOf(request.text().orElse("")));
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
