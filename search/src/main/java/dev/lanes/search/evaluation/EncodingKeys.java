package dev.lanes.search.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Hashes by which rows are found again.
final class EncodingKeys {
    private EncodingKeys() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK must have SHA-256", e);
        }
    }

    /// Of everything a text is encoded by and of the text, each after its length.
    static byte[] key(EncodingIdentity identity, String prompt, String text) {
        MessageDigest digest = sha256();
        for (String part : List.of(identity.text(), prompt, text)) {
            // Half a surrogate pair becomes U+FFFD, as it does in encoders; UTF-8 would make it
            // "?".
            byte[] bytes = part.getBytes(StandardCharsets.UTF_16BE);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    /// The model's name, as far as a file may have it, and so much of a hash that no two meet.
    static String fileName(EncodingIdentity identity) {
        byte[] hash = sha256().digest(identity.text().getBytes(StandardCharsets.UTF_8));
        String name = identity.model().replaceAll("[^A-Za-z0-9._-]", "_");
        return "%s-%s"
                .formatted(
                        name.substring(0, Math.min(64, name.length())),
                        HexFormat.of().formatHex(hash, 0, 12));
    }
}
