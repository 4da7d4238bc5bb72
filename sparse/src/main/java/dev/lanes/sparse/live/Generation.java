package dev.lanes.sparse.live;

import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The parts of an index at some moment, or some of them.
///
/// @param sealed the largest first
/// @param fresh rows that were not sealed yet: the last are those that others may come to
public record Generation<S extends SealedPart, F extends FreshPart<?>>(
        List<S> sealed, List<F> fresh) {
    public Generation {
        sealed = List.copyOf(sealed);
        fresh = List.copyOf(fresh);
    }

    /// A row of a part.
    public record Place(LivePart part, int row) {}

    /// All parts.
    public Stream<LivePart> parts() {
        return Stream.concat(sealed.stream(), fresh.stream());
    }

    /// How many rows are live.
    public int liveCount() {
        return parts().mapToInt(LivePart::liveCount).sum();
    }

    /// Where the live row with an id is, if there is one. Of fresh rows, only for who may change
    /// them.
    public Optional<Place> find(long id) {
        return parts().map(part -> new Place(part, part.row(id)))
                .filter(place -> place.row != OrdinalMap.ABSENT)
                .findAny();
    }

    /// Whether one of them is a part.
    boolean has(LivePart part) {
        return parts().anyMatch(part::equals);
    }

    /// Whether all rows lie as close as they can.
    boolean isCompact() {
        return sealed.size() <= 1
                && parts().allMatch(part -> part.size() == part.liveCount())
                && fresh.stream().allMatch(part -> part.size() == 0);
    }

    /// Those that rows are added to.
    F newest() {
        return fresh.getLast();
    }

    /// The same with other fresh rows behind.
    Generation<S, F> rolled(F next) {
        var all = new ArrayList<>(fresh);
        all.add(next);
        return new Generation<>(sealed, all);
    }

    /// The same with sealed parts in the place of some parts.
    Generation<S, F> replaced(Generation<S, F> old, List<S> by) {
        var segments = new ArrayList<>(sealed);
        segments.removeAll(old.sealed);
        segments.addAll(by);
        segments.sort((a, b) -> Integer.compare(b.liveCount(), a.liveCount()));
        var rest = new ArrayList<>(fresh);
        rest.removeAll(old.fresh);
        return new Generation<>(segments, rest);
    }

    /// Keeps the memory of all sealed parts alive.
    ///
    /// @throws IllegalStateException when some of it was given back already
    Leases lease() {
        var leases = new ArrayList<Lease>(sealed.size());
        try {
            for (var segment : sealed) {
                leases.add(segment.memory().lease());
            }
        } catch (IllegalStateException e) {
            leases.forEach(Lease::close);
            throw e;
        }
        return new Leases(leases);
    }

    /// The memory of the sealed parts, each once.
    public List<OffHeap> memories() {
        return sealed.stream().map(SealedPart::memory).distinct().toList();
    }

    /// Several leases at once.
    public record Leases(List<Lease> leases) implements AutoCloseable {
        public Leases {
            leases = Collections.unmodifiableList(leases);
        }

        @Override
        public void close() {
            leases.forEach(Lease::close);
        }
    }
}
