package dev.lanes.sparse;

import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The parts of an index at some moment.
///
/// @param sealed segments, the largest first
/// @param fresh rows that were not sealed yet: the last are those that others may come to
record Generation(List<SearchedSegment> sealed, List<FreshRows> fresh) {
    Generation {
        sealed = List.copyOf(sealed);
        fresh = List.copyOf(fresh);
    }

    Stream<Part> parts() {
        return Stream.concat(sealed.stream(), fresh.stream());
    }

    /// Without fresh ones that are empty.
    Stream<Part> searched() {
        return Stream.concat(sealed.stream(), fresh.stream().filter(part -> part.size() > 0));
    }

    int liveCount() {
        return parts().mapToInt(Part::liveCount).sum();
    }

    /// What is to be known of the live row with an id, if there is one. Of fresh rows, only for who
    /// may change them.
    <T> Optional<T> find(long id, BiFunction<Part, Integer, T> known) {
        return parts().filter(part -> part.row(id) != OrdinalMap.ABSENT)
                .findAny()
                .map(part -> known.apply(part, part.row(id)));
    }

    /// Those that rows are added to.
    FreshRows newest() {
        return fresh.getLast();
    }

    /// The same with other fresh rows behind.
    Generation rolled(FreshRows next) {
        var all = new ArrayList<>(fresh);
        all.add(next);
        return new Generation(sealed, all);
    }

    /// The same with a segment in the place of some parts.
    Generation replaced(List<? extends Part> old, List<SearchedSegment> by) {
        var segments = new ArrayList<>(sealed);
        segments.removeAll(old);
        segments.addAll(by);
        segments.sort((a, b) -> Integer.compare(b.liveCount(), a.liveCount()));
        var rest = new ArrayList<>(fresh);
        rest.removeAll(old);
        return new Generation(segments, rest);
    }

    /// Keeps the memory of all segments alive.
    ///
    /// @throws IllegalStateException when some of it was given back already
    Leases lease() {
        var leases = new ArrayList<Lease>(sealed.size());
        try {
            for (var segment : sealed) {
                leases.add(segment.segment().memory().lease());
            }
        } catch (IllegalStateException e) {
            leases.forEach(Lease::close);
            throw e;
        }
        return new Leases(leases);
    }

    /// The memory of the segments, each once.
    List<OffHeap> memories() {
        return sealed.stream().map(part -> part.segment().memory()).distinct().toList();
    }

    /// Several leases at once.
    record Leases(List<Lease> leases) implements AutoCloseable {
        Leases {
            leases = Collections.unmodifiableList(leases);
        }

        @Override
        public void close() {
            leases.forEach(Lease::close);
        }
    }
}
