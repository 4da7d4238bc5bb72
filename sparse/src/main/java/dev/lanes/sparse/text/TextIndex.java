package dev.lanes.sparse.text;

import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/// Finds texts by their words, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond") as Lucene's BM25Similarity has it: lengths kept in one byte, no
/// factor k1 + 1, inverse document frequencies of the texts that are there now.
///
/// Texts lie outside the Java heap in sealed segments, but for those added since the last search.
/// The first search after texts were added seals them, and merges small segments now and then; it
/// and other searches that find unsealed texts wait for that. Search is exact: the k best texts,
/// those with smaller ids first among equals.
///
/// Thread-safe. After [#close] whatever reads texts throws IllegalStateException; what is under way
/// finishes first.
public final class TextIndex implements AutoCloseable {
    private static final String OWNER = "text index";
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final OffHeap memory;
    private final TextSettings settings;
    private final TextSegments segments;
    private final Queue<TermSearch.Sums> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    /// Of the search before; kept since tables are made from it.
    private volatile Optional<Impacts> impacts = Optional.empty();

    private TextIndex(OffHeap memory, TextSettings settings, TextSegments segments) {
        this.memory = memory;
        this.settings = settings;
        this.segments = segments;
    }

    /// An index without texts.
    ///
    /// @param settings how texts are stored and scored
    /// @return an index to add texts to
    public static TextIndex create(TextSettings settings) {
        var memory = OffHeap.forOwner(OWNER);
        return new TextIndex(memory, settings, TextSegments.growing(memory, settings));
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
            var settings = opened.settings();
            var segments = TextSegments.fixed(memory, settings, opened.mapped(memory));
            return new TextIndex(memory, settings, segments);
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
            var settings = opened.settings();
            var segments = TextSegments.growing(memory, settings);
            segments.start(opened.copied(memory));
            return new TextIndex(memory, settings, segments);
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
        segments.add(row(id, texts));
    }

    /// Adds a text whose terms are given, at positions from 0 on.
    ///
    /// @param id the caller's key, not in the index yet
    /// @param terms by field; none empty; fields that are left out are empty
    /// @throws IllegalArgumentException when the id is in the index, a field is unknown or a term
    ///   empty; the index is then what it was
    /// @throws IllegalStateException when the index is closed or read-only
    public void addTerms(long id, Map<String, List<String>> terms) {
        var fields = new HashMap<String, String[]>();
        terms.forEach((field, list) -> {
            var array = list.toArray(String[]::new);
            for (var term : array) {
                if (term.isEmpty()) {
                    throw new IllegalArgumentException("a term must not be empty");
                }
            }
            fields.put(field, array);
        });
        segments.add(rowOf(id, fields));
    }

    /// Adds a text or replaces the one that is there.
    ///
    /// @param id the caller's key
    /// @param texts by field; fields that are left out are empty
    /// @throws IllegalArgumentException when a field is unknown; the index is then what it was
    /// @throws IllegalStateException when the index is closed or read-only
    public void upsert(long id, Map<String, String> texts) {
        segments.upsert(row(id, texts));
    }

    private RowTerms row(long id, Map<String, String> texts) {
        var fields = new HashMap<String, String[]>();
        texts.forEach((field, text) ->
                fields.put(field, RowTerms.inOrder(settings.analyzer().tokens(text))));
        return rowOf(id, fields);
    }

    private RowTerms rowOf(long id, Map<String, String[]> terms) {
        terms.keySet().forEach(settings::field);
        var fields = new ArrayList<String[]>();
        for (var field : settings.fields()) {
            fields.add(terms.getOrDefault(field.name(), new String[0]));
        }
        return new RowTerms(id, fields);
    }

    /// Takes a text away.
    ///
    /// @param id the caller's key
    /// @return whether it was there
    /// @throws IllegalStateException when the index is closed or read-only
    public boolean delete(long id) {
        return segments.delete(id);
    }

    /// Whether there is a text with this id.
    ///
    /// @param id the caller's key
    /// @return whether there is
    public boolean contains(long id) {
        return segments.contains(id);
    }

    /// {@return how many texts there are}
    public int size() {
        return segments.size();
    }

    /// Merges all segments into as few as there may be, and gives back what deleted texts took.
    ///
    /// @throws IllegalStateException when the index is closed or read-only
    public void compact() {
        segments.compact();
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
        var leases = new ArrayList<Lease>();
        try (var _ = memory.lease()) {
            var searched = segments.lease(leases);
            var statistics =
                    new TextStatistics(
                            searched.stream().map(LiveTexts::segment).toList(),
                            settings.fields().size());
            var plan = new Planning(settings, statistics, search.fields()).plan(query);
            var scoring = Scoring.of(impacts(statistics), plan.bound());
            var best = new BestTexts(search.k());
            var terms = Planning.terms(plan).filter(_ -> pruning);
            var kept = idle.poll();
            var sums = kept == null ? new TermSearch.Sums() : kept;
            for (var texts : searched) {
                var segment = texts.segment();
                var passing = new PassingTexts(texts, search.filter());
                if (terms.isPresent()) {
                    new TermSearch(segment, scoring, terms.get(), sums).search(passing, best);
                } else {
                    new PlanEvaluation(segment, scoring).search(plan, passing, best);
                }
            }
            // Not after an exception, which leaves sums behind.
            idle.offer(sums);
            return best.drain(scoring.scale());
        } finally {
            leases.forEach(Lease::close);
        }
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
    /// that the file is at every moment the old one or the new one. Nothing is added meanwhile.
    ///
    /// @param file where; replaced if it is there
    /// @throws IOException when the disk is full or fails; the old file is then untouched
    /// @throws IllegalStateException when the index is closed, or has more than a hundred segments
    ///   of 65,536 texts
    public void save(Path file) throws IOException {
        try (var _ = memory.lease()) {
            segments.save(file);
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

    /// Gives the memory back when the last search has finished. Closing twice does nothing.
    @Override
    public void close() {
        segments.close();
        memory.close();
    }
}
