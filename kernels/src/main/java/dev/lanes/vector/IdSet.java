package dev.lanes.vector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/// A set of ids, such as those that a search may return. It is a compressed bitmap (Chambi et al.,
/// "Better bitmap performance with Roaring bitmaps") of blocks of 65536 ids: about 1 byte for each
/// id where every tenth is in the set, about 100 where ids are scattered over all 64 bits, so that
/// each has a block of its own.
///
/// Ids are any longs, negative ones too, and in ascending order wherever there is an order.
/// Immutable and safe for many threads.
public final class IdSet {
    /// Blocks for the longest range take about 100 MB.
    private static final long LONGEST_RANGE = 1L << 36;

    private final Roaring64Bitmap bitmap;

    /// Takes the bitmap over.
    private IdSet(Roaring64Bitmap bitmap) {
        bitmap.runOptimize();
        this.bitmap = bitmap;
    }

    /// A set of some ids.
    ///
    /// @param ids in any order; none makes the empty set, and those given twice count once
    /// @return the set
    public static IdSet of(long... ids) {
        return of(LongStream.of(ids));
    }

    /// A set of some ids.
    ///
    /// @param ids in any order; those given twice count once
    /// @return the set
    public static IdSet of(Iterable<Long> ids) {
        var bitmap = new Roaring64Bitmap();
        for (long id : ids) {
            bitmap.addLong(id);
        }
        return new IdSet(bitmap);
    }

    /// A set of some ids.
    ///
    /// @param ids in any order; those given twice count once; read to its end
    /// @return the set
    public static IdSet of(LongStream ids) {
        var bitmap = new Roaring64Bitmap();
        ids.sequential().forEach(bitmap::addLong);
        return new IdSet(bitmap);
    }

    /// All ids from one to another.
    ///
    /// @param from the smallest
    /// @param toInclusive the largest
    /// @return the set, which takes some 100 bytes for each 65536 ids
    /// @throws IllegalArgumentException when the range is empty or has more than 2^36 ids
    public static IdSet range(long from, long toInclusive) {
        // As an unsigned number the difference is right even where it overflows.
        if (from > toInclusive || Long.compareUnsigned(toInclusive - from, LONGEST_RANGE - 1) > 0) {
            throw new IllegalArgumentException(
                    "range must have 1..%d ids but went from %d to %d"
                            .formatted(LONGEST_RANGE, from, toInclusive));
        }
        var bitmap = new Roaring64Bitmap();
        if (from < 0) {
            addRange(bitmap, from, Math.min(toInclusive, -1));
        }
        if (toInclusive >= 0) {
            addRange(bitmap, Math.max(from, 0), toInclusive);
        }
        return new IdSet(bitmap);
    }

    /// Adds ids of one sign. The bitmap's own ranges end before an unsigned number, which cannot be
    /// one more than -1.
    private static void addRange(Roaring64Bitmap bitmap, long from, long toInclusive) {
        if (from < toInclusive) {
            bitmap.addRange(from, toInclusive);
        }
        bitmap.addLong(toInclusive);
    }

    /// Whether an id is in the set. Allocates nothing that lasts.
    ///
    /// @param id any
    /// @return whether it is
    public boolean contains(long id) {
        return bitmap.contains(id);
    }

    /// How many ids there are, counted block by block.
    ///
    /// @return the number of ids
    public long size() {
        return bitmap.getLongCardinality();
    }

    /// Whether there is none.
    ///
    /// @return whether the size is 0
    public boolean isEmpty() {
        return bitmap.isEmpty();
    }

    /// What is in this set or in another.
    ///
    /// @param other another set
    /// @return a new set
    public IdSet union(IdSet other) {
        return new IdSet(Roaring64Bitmap.or(bitmap, other.bitmap));
    }

    /// What is in this set and in another.
    ///
    /// @param other another set
    /// @return a new set
    public IdSet intersection(IdSet other) {
        return new IdSet(Roaring64Bitmap.and(bitmap, other.bitmap));
    }

    /// What is in this set and not in another.
    ///
    /// @param other another set
    /// @return a new set
    public IdSet difference(IdSet other) {
        return new IdSet(Roaring64Bitmap.andNot(bitmap, other.bitmap));
    }

    /// Gives each id to a consumer.
    ///
    /// @param consumer called once for each id, in ascending order
    public void forEach(LongConsumer consumer) {
        new AscendingIds(bitmap).forEachRemaining(consumer);
    }

    /// The ids, one by one.
    ///
    /// @return a sequential stream of the ids in ascending order
    public LongStream stream() {
        int properties = Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED;
        var ids = Spliterators.spliterator(new AscendingIds(bitmap), size(), properties);
        return StreamSupport.longStream(ids, false);
    }

    /// The set as bytes: the portable format for 64 bits of the [Roaring format
    /// specification](https://github.com/RoaringBitmap/RoaringFormatSpec), which C, Go, Rust and
    /// others read too.
    ///
    /// @return the bytes, for [#fromBytes]
    /// @throws IllegalStateException when there are more than 2 GiB
    public byte[] toBytes() {
        long size = bitmap.portableSerializedSizeInBytes();
        if (size > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "set must fit %d bytes but takes %d".formatted(Integer.MAX_VALUE, size));
        }
        var bytes = new ByteArrayOutputStream((int) size);
        try {
            bitmap.serializePortable(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A set from its bytes. Whatever the bytes are, no more memory is taken than some multiple of
    /// theirs.
    ///
    /// @param bytes in the format of [#toBytes], from whomever
    /// @return the set
    /// @throws IllegalArgumentException when they are not in that format, contradict each other,
    ///   end early or go on after the end
    public static IdSet fromBytes(byte[] bytes) {
        var bitmap = new Roaring64Bitmap();
        var in = new ByteArrayInputStream(bytes);
        try {
            bitmap.deserializePortable(new DataInputStream(in));
        } catch (IOException | RuntimeException e) {
            // The library has exceptions of many classes for bytes that it did not expect.
            throw new IllegalArgumentException(
                    "bytes must be a portable 64-bit Roaring bitmap but were not: " + e, e);
        }
        if (in.available() > 0) {
            throw new IllegalArgumentException(
                    "bytes must end with the bitmap but %d of %d were left"
                            .formatted(in.available(), bytes.length));
        }
        if (!bitmap.validate()) {
            throw new IllegalArgumentException(
                    "bytes must be a portable 64-bit Roaring bitmap but had a block whose ids do not"
                            + " ascend or are not as many as it says");
        }
        return new IdSet(bitmap);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdSet set && bitmap.equals(set.bitmap);
    }

    @Override
    public int hashCode() {
        // Not the bitmap's, which depends on how a block is stored.
        return isEmpty()
                ? 0
                : 31 * (31 * Long.hashCode(size()) + Long.hashCode(bitmap.first()))
                        + Long.hashCode(bitmap.last());
    }

    @Override
    public String toString() {
        if (isEmpty()) {
            return "set of no ids";
        }
        return "set of %d ids from %d".formatted(size(), new AscendingIds(bitmap).nextLong());
    }
}
