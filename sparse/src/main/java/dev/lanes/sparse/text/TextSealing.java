package dev.lanes.sparse.text;

import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.Generation;
import dev.lanes.sparse.live.Sealing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Makes segments of texts.
///
/// @param memory each segment gets a part of it
/// @param settings how texts are stored
/// @param mostFresh texts that are added before some are sealed
/// @param settled texts that are searched before they are sealed
record TextSealing(OffHeap memory, TextSettings settings, int mostFresh, int settled)
        implements Sealing<TextSegment, FreshTexts> {
    @Override
    public FreshTexts fresh() {
        return new FreshTexts(settings.fields().size(), mostFresh);
    }

    @Override
    public List<TextSegment> seal(Generation<TextSegment, FreshTexts> parts, Runnable check) {
        var all = Stream.<TextPart>concat(parts.sealed().stream(), parts.fresh().stream()).toList();
        var made = new ArrayList<TextSegment>();
        try {
            seal(RowRange.of(all, settings), check, made::add);
            return made;
        } catch (RuntimeException | Error e) {
            made.forEach(segment -> segment.memory().close());
            throw e;
        }
    }

    /// Seals rows, as few segments as there may be.
    ///
    /// @param made gets each segment as soon as it is there
    void seal(RowRange rows, Runnable check, Consumer<TextSegment> made) {
        int most = TextSegmentLayout.MOST_ROWS;
        if (rows.size() > most) {
            rows.split((rows.size() + most - 1) / most).forEach(some -> seal(some, check, made));
        } else if (rows.size() > 0) {
            var counts = SegmentCounts.of(rows, check);
            if (counts.fit()) {
                made.accept(write(rows, counts, check));
            } else {
                rows.split(2).forEach(half -> seal(half, check, made));
            }
        }
    }

    private TextSegment write(RowRange rows, SegmentCounts counts, Runnable check) {
        var part = memory.part();
        try {
            return TextSegmentBuilder.write(rows, counts, part, check);
        } catch (RuntimeException | Error e) {
            part.close();
            throw e;
        }
    }
}
