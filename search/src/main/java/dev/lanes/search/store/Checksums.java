package dev.lanes.search.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The CRC32C of what the database keeps. SQLite has no checksums of its own: it returns a text
/// with a flipped bit without a word, so each row carries one. The row's number is part of it,
/// which shows a row that turns up under another number.
final class Checksums {
    private Checksums() {}

    static long ofSettings(String json) {
        CRC32C crc = new CRC32C();
        update(crc, json);
        return crc.getValue();
    }

    static long ofDocument(StoredDocument document) {
        CRC32C crc = new CRC32C();
        update(crc, document.row());
        update(crc, document.parts());
        update(crc, document.line());
        update(crc, document.idKind());
        update(crc, document.id());
        update(crc, document.json());
        return crc.getValue();
    }

    static long ofPassage(StoredPassage passage) {
        CRC32C crc = new CRC32C();
        update(crc, passage.number());
        update(crc, passage.start());
        update(crc, passage.end());
        crc.update(passage.row());
        return crc.getValue();
    }

    private static void update(CRC32C crc, long value) {
        crc.update(
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .flip());
    }

    /// The length goes first, so that no two sequences of texts give the same bytes.
    private static void update(CRC32C crc, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        update(crc, bytes.length);
        crc.update(bytes);
    }
}
