package dev.lanes.search.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The tables of a collection's database, and how a vector becomes a blob.
///
/// Vectors have a table of their own: a search reads documents only and a rebuild vectors only, and
/// neither drags the other's bytes along.
final class Schema {
    static final String SETTINGS =
            "CREATE TABLE settings (json TEXT NOT NULL, crc INTEGER NOT NULL)";

    /// The index that UNIQUE makes finds double ids while documents come in; searches do not read
    /// it.
    static final String DOCUMENT =
            """
            CREATE TABLE document (
                row INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                id_kind TEXT NOT NULL,
                json TEXT NOT NULL,
                line INTEGER NOT NULL,
                crc INTEGER NOT NULL)
            """;

    static final String VECTOR =
            """
            CREATE TABLE vector (
                row INTEGER PRIMARY KEY,
                vector BLOB NOT NULL,
                crc INTEGER NOT NULL)
            """;

    private Schema() {}

    static byte[] blob(float[] vector) {
        ByteBuffer blob =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        blob.asFloatBuffer().put(vector);
        return blob.array();
    }

    static float[] vector(byte[] blob) {
        float[] vector = new float[blob.length / Float.BYTES];
        ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
