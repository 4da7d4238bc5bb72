package dev.lanes.sparse.text;

import java.nio.charset.StandardCharsets;

/// What a list is found by: its field and its term.
final class TextKeys {
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 16_777_619;

    private TextKeys() {}

    static byte[] of(int field, String term) {
        byte[] bytes = term.getBytes(StandardCharsets.UTF_8);
        var key = new byte[bytes.length + 1];
        key[0] = (byte) field;
        System.arraycopy(bytes, 0, key, 1, bytes.length);
        return key;
    }

    /// The term of a key.
    static String term(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }

    /// The hash FNV-1a, mixed so that its low bits depend on all.
    static int hash(byte[] key) {
        int hash = FNV_OFFSET;
        for (byte b : key) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash ^ (hash >>> 15);
    }
}
