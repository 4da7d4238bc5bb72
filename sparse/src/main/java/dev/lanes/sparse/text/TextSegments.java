package dev.lanes.sparse.text;

import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The segments of an index and the rows that are not sealed yet. One thread at a time changes
/// them; searches read a list of segments that is replaced, never written to.
final class TextSegments {
    /// So many rows are sealed even if nobody searches.
    private static final int MOST_FRESH = 1 << 14;

    /// So many segments of about the same size become one.
    private static final int FAN_IN = 8;

    private final OffHeap memory;
    private final TextSettings settings;
    private final boolean readOnly;
    private final Map<Long, RowTerms> fresh = new LinkedHashMap<>();

    /// Segments where rows were deleted that searches still see.
    private final Set<TextSegment> touched = new HashSet<>();

    /// Whether there is something that searches do not see yet.
    private volatile boolean changed;

    private List<TextSegment> sealed = List.of();

    /// What searches see.
    private volatile List<LiveTexts> searched = List.of();

    private TextSegments(OffHeap memory, TextSettings settings, boolean readOnly) {
        this.memory = memory;
        this.settings = settings;
        this.readOnly = readOnly;
    }

    static TextSegments growing(OffHeap memory, TextSettings settings) {
        return new TextSegments(memory, settings, false);
    }

    static TextSegments fixed(OffHeap memory, TextSettings settings, List<TextSegment> sealed) {
        var segments = new TextSegments(memory, settings, true);
        segments.start(sealed);
        return segments;
    }

    /// Begins with segments.
    synchronized void start(List<TextSegment> segments) {
        sealed = List.copyOf(segments);
        publish();
    }

    /// Lets searches see what there is, all of it at once: a row that was replaced goes when the
    /// new one comes.
    private void publish() {
        var known = new HashMap<TextSegment, LiveTexts>();
        searched.forEach(texts -> known.put(texts.segment(), texts));
        known.keySet().removeAll(touched);
        searched =
                sealed.stream()
                        .map(segment ->
                                Optional.ofNullable(known.get(segment))
                                        .orElseGet(() -> LiveTexts.of(segment)))
                        .toList();
        touched.clear();
    }

    private Lease changing() {
        if (readOnly) {
            throw new IllegalStateException(
                    "an index must be created or loaded to be changed but was opened");
        }
        return memory.lease();
    }

    synchronized void add(RowTerms row) {
        try (var _ = changing()) {
            if (isThere(row.id())) {
                throw new IllegalArgumentException(
                        "id must be new to the index but %d is there".formatted(row.id()));
            }
            put(row);
        }
    }

    synchronized void upsert(RowTerms row) {
        try (var _ = changing()) {
            remove(row.id());
            put(row);
        }
    }

    private void put(RowTerms row) {
        fresh.put(row.id(), row);
        changed = true;
        if (fresh.size() >= MOST_FRESH) {
            seal();
        }
    }

    synchronized boolean delete(long id) {
        try (var _ = changing()) {
            return remove(id);
        }
    }

    private boolean remove(long id) {
        if (fresh.remove(id) != null) {
            return true;
        }
        for (var segment : sealed) {
            int row = segment.row(id);
            if (row != TextSegment.ABSENT) {
                segment.delete(row);
                touched.add(segment);
                changed = true;
                return true;
            }
        }
        return false;
    }

    synchronized boolean contains(long id) {
        try (var _ = memory.lease()) {
            return isThere(id);
        }
    }

    private boolean isThere(long id) {
        return fresh.containsKey(id)
                || sealed.stream().anyMatch(segment -> segment.row(id) != TextSegment.ABSENT);
    }

    synchronized int size() {
        try (var _ = memory.lease()) {
            return fresh.size() + sealed.stream().mapToInt(TextSegments::liveRows).sum();
        }
    }

    private static int liveRows(TextSegment segment) {
        return segment.live().count();
    }

    /// Segments with all rows that are there, which stay as long as the leases.
    ///
    /// @param leases takes those of the segments
    List<LiveTexts> lease(Collection<Lease> leases) {
        if (changed) {
            seal();
        }
        while (true) {
            var segments = searched;
            var held =
                    segments.stream().flatMap(texts -> texts.segment().lease().stream()).toList();
            if (held.size() == segments.size()) {
                leases.addAll(held);
                return segments;
            }
            // A merge went between; the list is another one now.
            held.forEach(Lease::close);
            memory.lease().close();
        }
    }

    private synchronized void seal() {
        if (!fresh.isEmpty()) {
            var segments = new ArrayList<>(sealed);
            segments.addAll(TextSegmentBuilder.seal(rowsOf(fresh), settings, memory));
            sealed = List.copyOf(segments);
            fresh.clear();
        }
        publish();
        changed = false;
        merge();
    }

    private static List<RowTerms> rowsOf(Map<Long, RowTerms> rows) {
        return List.copyOf(rows.values());
    }

    /// Merges segments of about the same size, the smallest first, until there are few of each.
    private void merge() {
        while (true) {
            var candidates =
                    sealed.stream()
                            .filter(segment ->
                                    segment.rows() <= TextSegmentLayout.MOST_ROWS / FAN_IN)
                            .sorted(Comparator.comparingInt(TextSegment::rows))
                            .toList();
            var some = alike(candidates);
            if (some.isEmpty()) {
                return;
            }
            replace(some.get());
        }
    }

    /// Some segments whose largest is not much larger than their smallest.
    private static Optional<List<TextSegment>> alike(List<TextSegment> ascending) {
        for (int from = 0; from + FAN_IN <= ascending.size(); from++) {
            var some = ascending.subList(from, from + FAN_IN);
            if (some.getLast().rows() <= (long) FAN_IN * some.getFirst().rows()) {
                return Optional.of(some);
            }
        }
        return Optional.empty();
    }

    private void replace(List<TextSegment> old) {
        var rows = new ArrayList<RowTerms>();
        old.forEach(segment -> new SegmentRows(segment).live(rows));
        var merged = TextSegmentBuilder.seal(rows, settings, memory);
        var segments = new ArrayList<>(sealed);
        segments.removeAll(old);
        segments.addAll(merged);
        sealed = List.copyOf(segments);
        publish();
        old.forEach(TextSegment::close);
    }

    synchronized void compact() {
        try (var _ = changing()) {
            seal();
            if (!isCompact()) {
                replace(sealed);
            }
        }
    }

    private boolean isCompact() {
        return sealed.size() <= 1
                && sealed.stream().allMatch(segment -> liveRows(segment) == segment.rows());
    }

    synchronized void save(Path file) throws IOException {
        seal();
        TextFile.write(settings, sealed, file);
    }

    /// Gives back what segments have for themselves.
    synchronized void close() {
        if (!readOnly) {
            sealed.forEach(TextSegment::close);
        }
    }
}
