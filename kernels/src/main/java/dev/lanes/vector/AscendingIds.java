package dev.lanes.vector;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/// The ids of a bitmap in the order of longs. The bitmap orders them as unsigned numbers, so this
/// starts in its middle and goes round.
final class AscendingIds implements PrimitiveIterator.OfLong {
    private final Roaring64Bitmap bitmap;
    private LongIterator ids;
    private long left;

    AscendingIds(Roaring64Bitmap bitmap) {
        this.bitmap = bitmap;
        this.left = bitmap.getLongCardinality();
        this.ids = bitmap.getLongIteratorFrom(Long.MIN_VALUE);
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public long nextLong() {
        if (left == 0) {
            throw new NoSuchElementException("there is no id left");
        }
        if (!ids.hasNext()) {
            ids = bitmap.getLongIterator();
        }
        left--;
        return ids.next();
    }
}
