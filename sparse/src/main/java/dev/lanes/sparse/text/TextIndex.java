package dev.lanes.sparse.text;

import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.BestRows;
import dev.lanes.sparse.live.Generation;
import dev.lanes.sparse.live.Generations;
import dev.lanes.sparse.live.MergePolicy;
import dev.lanes.sparse.live.PartWriter;
import dev.lanes.sparse.live.PartWriter.OldRow;
import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds texts by their words, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond") as Lucene's BM25Similarity has it: lengths kept in one byte, no
/// factor k1 + 1, inverse document frequencies of the texts that are there now.
///
/// Texts that were added are found at once. Some thousands of them are kept on the Java heap; then,
/// or sooner when they are searched, a thread of the index seals them into a segment outside of it
/// and makes larger segments of smaller ones, while searches and changes go on. Search is exact:
/// the k best texts, those with smaller ids first among equals.
///
/// Thread-safe. Changes wait for each other, no search waits for them; a search sees a replaced
/// text or its successor, one of the two. After [#close] whatever reads texts throws
/// IllegalStateException; what is under way finishes first.
public final class TextIndex implements AutoCloseable {
    private static final String OWNER = "text index";

    /// So many texts are searched without being sealed.
    private static final int MOST_FRESH = 1 << 14;

    /// So many are sealed soon when they are searched.
    private static final int SETTLED = 1 << 10;

    /// More segments are merged before they are saved; a file has room for some more.
    private static final int MOST_SAVED = 100;

    private static final String[] NO_TERMS = {};
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final OffHeap memory;
    private final TextSettings settings;
    private final int settled;
    private final Generations<TextSegment, FreshTexts> generations;

    /// Nobody writes to a mapped file.
    private final Optional<PartWriter<List<String[]>, TextSegment, FreshTexts>> writer;

    /// The file that the index was mapped from, if it was.
    private final Optional<TextFile> source;

    private final Queue<TermSearch.Sums> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    /// Of the search before; kept since tables are made from it.
    private volatile Optional<Impacts> impacts = Optional.empty();

    private TextIndex(
            TextSealing sealing,
            Generations<TextSegment, FreshTexts> generations,
            Optional<PartWriter<List<String[]>, TextSegment, FreshTexts>> writer,
            Optional<TextFile> source) {
        this.source = source;
        this.memory = sealing.memory();
        this.settings = sealing.settings();
        this.settled = sealing.settled();
        this.generations = generations;
        this.writer = writer;
    }

    /// An index that can change.
    private static TextIndex growing(TextSealing sealing, List<TextSegment> segments) {
        var generations = new Generations<>(new Generation<>(segments, List.of(sealing.fresh())));
        var policy = new MergePolicy(sealing.settled(), TextSegmentLayout.MOST_ROWS / 2);
        return new TextIndex(
                sealing,
                generations,
                Optional.of(new PartWriter<>(OWNER, generations, sealing, policy)),
                Optional.empty());
    }

    /// An index without texts.
    ///
    /// @param settings how texts are stored and scored
    /// @return an index to add texts to
    public static TextIndex create(TextSettings settings) {
        return create(settings, MOST_FRESH, SETTLED);
    }

    /// Of which other numbers of texts are sealed.
    static TextIndex create(TextSettings settings, int mostFresh, int settled) {
        var memory = OffHeap.forOwner(OWNER);
        return growing(new TextSealing(memory, settings, mostFresh, settled), List.of());
    }

    private static TextSealing sealing(OffHeap memory, TextSettings settings) {
        return new TextSealing(memory, settings, MOST_FRESH, SETTLED);
    }

    /// Maps a file that [#save] wrote. Only its header, table and sizes are checked; [#verify]
    /// checks the rest. A damaged file that nobody verified gives wrong hits or exceptions, and
    /// nothing worse.
    ///
    /// @param file the file
    /// @return a read-only index
    /// @throws dev.lanes.memory.CorruptFileException when it is not such a file, or a damaged one
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static TextIndex open(Path file) throws IOException {
        var memory = OffHeap.forOwner(OWNER);
        try {
            var opened = TextFile.open(file, memory);
            return new TextIndex(
                    sealing(memory, opened.settings()),
                    new Generations<>(new Generation<>(opened.mapped(memory), List.of())),
                    Optional.empty(),
                    Optional.of(opened));
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Reads a file that [#save] wrote into memory and checks every byte of it.
    ///
    /// @param file the file, which may change afterwards
    /// @return an index that can change
    /// @throws dev.lanes.memory.CorruptFileException when it is not such a file, or a damaged one
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static TextIndex load(Path file) throws IOException {
        var memory = OffHeap.forOwner(OWNER);
        try (var mapping = OffHeap.forOwner(OWNER)) {
            var opened = TextFile.open(file, mapping);
            opened.verify(mapping);
            var sealing = sealing(memory, opened.settings());
            return growing(sealing, opened.copied(memory));
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Checks every byte of a file that [#save] wrote against its checksums, and what it holds
    /// against its laws.
    ///
    /// @param file the file
    /// @throws dev.lanes.memory.CorruptFileException when it is damaged; the message says where
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static void verify(Path file) throws IOException {
        try (var memory = OffHeap.forOwner(OWNER)) {
            TextFile.open(file, memory).verify(memory);
        }
    }

    /// Adds a text.
    ///
    /// @param id the caller's key, not in the index yet
    /// @param texts by field; fields that are left out are empty
    /// @throws IllegalArgumentException when the id is in the index, or a field is unknown; the
    ///   index is then what it was
    /// @throws IllegalStateException when the index is closed or read-only
    public void add(long id, Map<String, String> texts) {
        writer().put(id, terms(texts), OldRow.REFUSED);
    }

    /// Adds a text whose terms are given, at positions from 0 on.
    ///
    /// @param id the caller's key, not in the index yet
    /// @param terms by field; none empty; fields that are left out are empty
    /// @throws IllegalArgumentException when the id is in the index, a field is unknown or a term
    ///   empty; the index is then what it was
    /// @throws IllegalStateException when the index is closed or read-only
    public void addTerms(long id, Map<String, List<String>> terms) {
        var fields = inFields(terms, list -> list.toArray(String[]::new));
        for (var inOrder : fields) {
            for (var term : inOrder) {
                if (term.isEmpty()) {
                    throw new IllegalArgumentException("a term must not be empty");
                }
            }
        }
        writer().put(id, fields, OldRow.REFUSED);
    }

    /// Adds a text or replaces the one that is there.
    ///
    /// @param id the caller's key
    /// @param texts by field; fields that are left out are empty
    /// @throws IllegalArgumentException when a field is unknown; the index is then what it was
    /// @throws IllegalStateException when the index is closed or read-only
    public void upsert(long id, Map<String, String> texts) {
        writer().put(id, terms(texts), OldRow.REPLACED);
    }

    private List<String[]> terms(Map<String, String> texts) {
        return inFields(texts, text -> FreshTexts.inOrder(settings.analyzer().tokens(text)));
    }

    /// By field what is given for it, or no terms.
    private <T> List<String[]> inFields(Map<String, T> given, Function<T, String[]> terms) {
        given.keySet().forEach(settings::field);
        var fields = new ArrayList<String[]>(settings.fields().size());
        for (var field : settings.fields()) {
            var there = given.get(field.name());
            fields.add(there == null ? NO_TERMS : terms.apply(there));
        }
        return fields;
    }

    private PartWriter<List<String[]>, TextSegment, FreshTexts> writer() {
        return writer.orElseThrow(() ->
                new IllegalStateException(
                        "an index must be created or loaded to be changed but was opened"));
    }

    /// Takes a text away.
    ///
    /// @param id the caller's key
    /// @return whether it was there
    /// @throws IllegalStateException when the index is closed or read-only
    public boolean delete(long id) {
        return writer().delete(id);
    }

    /// Whether there is a text with this id.
    ///
    /// @param id the caller's key
    /// @return whether there is
    public boolean contains(long id) {
        try (var _ = memory.lease()) {
            return writer.isPresent()
                    ? writer.get().atRest(parts -> parts.find(id).isPresent())
                    : generations.now().find(id).isPresent();
        }
    }

    /// The ids of all texts, in no order.
    ///
    /// @return a copy
    public long[] ids() {
        try (var _ = memory.lease()) {
            return generations.read(parts -> {
                var ids = LongStream.builder();
                parts.parts().forEach(part -> part.forEach((id, _) -> ids.add(id)));
                return ids.build().toArray();
            });
        }
    }

    /// {@return how many texts there are}
    public int size() {
        return generations.now().liveCount();
    }

    /// Merges all segments into as few as there may be, and gives back what deleted texts took.
    ///
    /// @throws IllegalStateException when the index is closed or read-only
    public void compact() {
        writer().compact();
    }

    /// The best texts for a query.
    ///
    /// @param query what is asked for; words that no text has are ignored
    /// @param search what is to be found
    /// @return at most k hits, best first; of equal scores the smaller id first
    /// @throws IllegalArgumentException when the query names a field that is not there
    public List<Hit> search(TextQuery query, TextSearchSettings search) {
        return search(query, search, true);
    }

    /// The same by scoring every text, to compare with.
    List<Hit> searchExhaustively(TextQuery query, TextSearchSettings search) {
        return search(query, search, false);
    }

    private List<Hit> search(TextQuery query, TextSearchSettings search, boolean pruning) {
        try (var _ = memory.lease()) {
            var hits = generations.read(now -> search(now, query, search, pruning));
            if (generations.now().fresh().stream().anyMatch(part -> part.size() >= settled)) {
                writer.ifPresent(PartWriter::settle);
            }
            return hits;
        }
    }

    private List<Hit> search(
            Generation<TextSegment, FreshTexts> now,
            TextQuery query,
            TextSearchSettings search,
            boolean pruning) {
        var fresh = now.fresh().stream().filter(part -> part.size() > 0).toList();
        var parts = Stream.<TextPart>concat(now.sealed().stream(), fresh.stream()).toList();
        var statistics = new TextStatistics(parts, settings.fields().size());
        var asked = new Planning(settings, statistics, search.fields()).plan(query);
        var terms = Planning.terms(asked);
        // Terms that came twice are one for all parts: it would be rounded twice otherwise.
        var plan = terms.<Plan>map(one -> new Plan.Sum(List.copyOf(one))).orElse(asked);
        var scoring = Scoring.of(impacts(statistics), plan.bound());
        var best = new BestRows(search.k());
        var kept = idle.poll();
        var sums = kept == null ? new TermSearch.Sums() : kept;
        for (var part : parts) {
            var passing = passing(part, search.filter());
            switch (part) {
                case TextSegment segment when pruning && terms.isPresent() ->
                        new TermSearch(segment, scoring, terms.get(), sums).search(passing, best);
                default -> new PlanEvaluation(part, scoring).search(plan, passing, best);
            }
        }
        // Not after an exception, which leaves sums behind.
        idle.offer(sums);
        return best.drain(units -> (float) (units / scoring.scale()));
    }

    private static IntPredicate passing(TextPart part, Optional<IdSet> filter) {
        return filter.isEmpty()
                ? part::isLive
                : row -> part.isLive(row) && filter.get().contains(part.id(row));
    }

    private Impacts impacts(TextStatistics statistics) {
        var kept = impacts.filter(last -> last.has(statistics.averages()));
        if (kept.isEmpty()) {
            kept = Optional.of(new Impacts(settings, statistics.averages()));
            impacts = kept;
        }
        return kept.get();
    }

    /// Writes the index to a file: beside it first, forced to disk, then renamed into place, so
    /// that the file is at every moment the old one or the new one. Changes go on meanwhile. An
    /// index that was opened from a file is checked first, byte for byte.
    ///
    /// @param file where; replaced if it is there
    /// @throws dev.lanes.memory.CorruptFileException when the file that the index was opened from
    ///   is damaged
    /// @throws IOException when the disk is full or fails; the old file is then untouched
    /// @throws IllegalStateException when the index is closed, or has more than a hundred segments
    ///   of 65,536 texts
    public void save(Path file) throws IOException {
        try (var _ = memory.lease()) {
            if (writer.isEmpty()) {
                source.orElseThrow().verifyBytes();
                var mapped = generations.now().sealed().stream();
                TextFile.write(settings, mapped.map(part -> List.of(part.bytes())).toList(), file);
                return;
            }
            try (var snapshot = writer.get().snapshot(MOST_SAVED, TextSegment::copy)) {
                TextFile.write(settings, snapshot.copies(), file);
            }
            writer.get().throwFailure();
        }
    }

    /// {@return how texts are stored and scored}
    public TextSettings settings() {
        return settings;
    }

    /// What the index takes outside the Java heap, allocated or mapped.
    ///
    /// @return bytes
    public long bytes() {
        return memory.allocatedBytes() + memory.mappedBytes();
    }

    /// Gives the memory back when the last search has finished, and ends sealing and merging.
    /// Closing twice does nothing.
    @Override
    public void close() {
        writer.ifPresent(PartWriter::close);
        generations.now().memories().forEach(OffHeap::close);
        memory.close();
    }
}
