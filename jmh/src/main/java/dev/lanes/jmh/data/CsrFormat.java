package dev.lanes.jmh.data;

import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads what [CsrFiles] describes, from front to back, checking every number before it is used.
final class CsrFormat {
    private static final int HEADER_BYTES = 3 * Long.BYTES;

    /// Values that are read at once; arrays begin with this room.
    private static final int CHUNK = 1 << 13;

    /// The JVM's own limit.
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final ByteReader reader;
    private final Room room;
    private long rows;
    private int columns;
    private long postings;

    CsrFormat(ByteReader reader, Room room) {
        this.reader = reader;
        this.room = room;
    }

    /// How much memory the rows of a file may take.
    record Room(Path file, long heapBytes) {
        void require(long bytes) {
            if (bytes > heapBytes) {
                throw new UsageException(
                        "the rows of a file must fit in half of the heap (%,d bytes) but %s has"
                                        .formatted(heapBytes, file)
                                + " more; read fewer (--max-base, --max-queries) or give more"
                                + " (LANES_JAVA_OPTS=-Xmx8g)");
            }
        }
    }

    SparseRows read(int maxRows) throws IOException {
        rows = count("a row count", 1, Long.MAX_VALUE / Long.BYTES - 1);
        columns = (int) count("a column count", 1, Integer.MAX_VALUE);
        postings = count("a count of postings", 0, Long.MAX_VALUE / Long.BYTES);
        int[] starts = starts((int) Math.min(maxRows, Math.min(rows, LARGEST_ARRAY - 1)));
        int count = starts[starts.length - 1];
        long place = reader.offset();
        int[] terms = terms(count);
        room.require(count * (long) (Integer.BYTES + Float.BYTES));
        reader.skip((postings - count) * Integer.BYTES, "terms");
        float[] weights = weights(count);
        if (starts.length - 1 == rows) {
            reader.expectEnd();
        }
        sort(starts, terms, weights, place);
        return new SparseRows("", columns, starts, terms, weights);
    }

    private long count(String what, long least, long most) throws IOException {
        long place = reader.offset();
        long found = reader.readLong(ByteOrder.LITTLE_ENDIAN, what);
        if (found < least || found > most) {
            throw reader.corrupt(
                    place, "%s in %d..%d".formatted(what, least, most), Long.toString(found));
        }
        return found;
    }

    private int[] starts(int wanted) throws IOException {
        int[] starts = new int[Math.min(wanted + 1, CHUNK)];
        long last = 0;
        for (int row = 0; row <= wanted; row++) {
            long found = start(row, last);
            if (row == starts.length) {
                room.require((long) row * Integer.BYTES);
                starts = Arrays.copyOf(starts, larger(row, wanted + 1));
            }
            if (found > LARGEST_ARRAY) {
                throw new UsageException(
                        "the postings of the rows must be at most %,d but %s has more; read fewer"
                                        .formatted(LARGEST_ARRAY, room.file())
                                + " (--max-base, --max-queries)");
            }
            starts[row] = (int) found;
            last = found;
        }
        if (wanted == rows && last != postings) {
            throw reader.corrupt(
                    reader.offset() - Long.BYTES,
                    "the count of postings, %d,".formatted(postings),
                    Long.toString(last));
        }
        reader.skip((rows - wanted) * Long.BYTES, "row starts");
        return starts;
    }

    private long start(int row, long last) throws IOException {
        long found = reader.readLong(ByteOrder.LITTLE_ENDIAN, "a row start");
        long most = row == 0 ? 0 : Math.min(postings, last + columns);
        if (found < last || found > most) {
            throw reader.corrupt(
                    HEADER_BYTES + (long) row * Long.BYTES,
                    "a row start in %d..%d".formatted(last, most),
                    Long.toString(found));
        }
        return found;
    }

    private int[] terms(int count) throws IOException {
        int[] terms = new int[Math.min(count, CHUNK)];
        for (int done = 0; done < count; ) {
            ByteBuffer chunk = chunk(count - done, "terms");
            long place = reader.offset() - chunk.limit();
            terms = done < terms.length ? terms : Arrays.copyOf(terms, grown(done, count));
            for (; chunk.hasRemaining(); done++) {
                int term = chunk.getInt();
                if (term < 0 || term >= columns) {
                    throw reader.corrupt(
                            place + chunk.position() - Integer.BYTES,
                            "a term in 0..%d".formatted(columns - 1),
                            Integer.toString(term));
                }
                terms[done] = term;
            }
        }
        return terms;
    }

    /// Puts the terms of each row in ascending order, which not all writers do.
    ///
    /// @param place of the first term in the file
    private void sort(int[] starts, int[] terms, float[] weights, long place) throws IOException {
        for (int row = 0; row < starts.length - 1; row++) {
            int from = starts[row];
            long[] pairs = new long[starts[row + 1] - from];
            for (int i = 0; i < pairs.length; i++) {
                long bits = Integer.toUnsignedLong(Float.floatToRawIntBits(weights[from + i]));
                pairs[i] = (long) terms[from + i] << Integer.SIZE | bits;
            }
            Arrays.sort(pairs);
            for (int i = 0; i < pairs.length; i++) {
                int term = (int) (pairs[i] >>> Integer.SIZE);
                if (i > 0 && term == terms[from + i - 1]) {
                    throw reader.corrupt(
                            place + (long) from * Integer.BYTES,
                            "each term once in row " + row,
                            "%d twice".formatted(term));
                }
                terms[from + i] = term;
                weights[from + i] = Float.intBitsToFloat((int) pairs[i]);
            }
        }
    }

    private float[] weights(int count) throws IOException {
        // As many as there were terms, which had to be there.
        float[] weights = new float[count];
        for (int done = 0; done < count; ) {
            ByteBuffer chunk = chunk(count - done, "weights");
            long place = reader.offset() - chunk.limit();
            for (; chunk.hasRemaining(); done++) {
                float weight = chunk.getFloat();
                if (!(weight >= 0) || weight == Float.POSITIVE_INFINITY) {
                    throw reader.corrupt(
                            place + chunk.position() - Float.BYTES,
                            "a finite weight of at least 0",
                            Float.toString(weight));
                }
                weights[done] = weight;
            }
        }
        return weights;
    }

    private ByteBuffer chunk(int left, String what) throws IOException {
        byte[] bytes = new byte[Math.min(left, CHUNK) * Integer.BYTES];
        reader.read(bytes, what);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int grown(int done, int count) {
        int grown = larger(done, count);
        // A term and a weight each.
        room.require(grown * (long) (Integer.BYTES + Float.BYTES));
        return grown;
    }

    /// Twice the room, but no more than will be needed.
    private static int larger(int full, int needed) {
        return (int) Math.min(2L * full, needed);
    }
}
