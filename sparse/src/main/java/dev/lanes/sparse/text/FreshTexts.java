package dev.lanes.sparse.text;

import dev.lanes.memory.OrdinalMap;
import dev.lanes.sparse.live.FreshPart;
import dev.lanes.sparse.live.LiveRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Texts that were not sealed yet, on the heap. A text comes as the terms of each field, each at
/// its position. One thread at a time changes them; any number search meanwhile and see each text
/// that was there when they began.
final class FreshTexts implements TextPart, FreshPart<List<String[]>> {
    /// In the place of a word that is left out.
    private static final String GAP = "";

    private static final int MOST_TOKENS = 1 << 21;
    private static final int SOME = 1 << 8;

    private final int fields;
    private final int most;
    private final FreshTerms terms = new FreshTerms();
    private final FreshPostings postings = new FreshPostings();
    private final OrdinalMap ordinals = new OrdinalMap();
    private final LiveRows live = new LiveRows();

    /// By field: live rows that have it, and their tokens.
    private final long[] rowsByField;

    private final long[] tokensByField;

    // Volatile, so that whoever sees an array that grew sees what was copied into it.
    private volatile long[] ids = new long[SOME];

    /// By row and field: where tokens and postings begin, with one more at the end, and lengths as
    /// one byte.
    private volatile int[] tokenStarts;

    private volatile int[] postingStarts;
    private volatile byte[] norms;
    private volatile int[] tokens = new int[SOME];

    /// How many rows are seen. Written last, read first.
    private volatile int size;

    /// No texts.
    ///
    /// @param most texts that are searched without being sealed
    FreshTexts(int fields, int most) {
        this.fields = fields;
        this.most = most;
        rowsByField = new long[fields];
        tokensByField = new long[fields];
        tokenStarts = new int[SOME * fields + 1];
        postingStarts = new int[SOME * fields + 1];
        norms = new byte[SOME * fields];
    }

    /// The terms of a field, each at its position.
    static String[] inOrder(List<Token> tokens) {
        int length = tokens.isEmpty() ? 0 : tokens.getLast().position() + 1;
        var terms = new String[length];
        Arrays.fill(terms, GAP);
        tokens.forEach(token -> terms[token.position()] = token.term());
        return terms;
    }

    @Override
    public boolean isFull() {
        return size >= most || tokenStarts[size * fields] >= MOST_TOKENS;
    }

    @Override
    public void append(long id, List<String[]> row) {
        int number = size;
        live.reserve(number + 1);
        ordinals.reserve();
        reserve(number + 1);
        postings.begin();
        ids[number] = id;
        int cell = number * fields;
        int at = tokenStarts[cell];
        for (var inOrder : row) {
            if (tokens.length < at + inOrder.length) {
                tokens = Arrays.copyOf(tokens, 2 * (at + inOrder.length));
            }
            int gaps = 0;
            int begin = at;
            for (var term : inOrder) {
                boolean gap = term.isEmpty();
                gaps += gap ? 1 : 0;
                tokens[at++] = gap ? ABSENT : terms.number(cell % fields, term);
            }
            postings.reserve(inOrder.length, terms.count());
            for (int i = begin; i < at; i++) {
                if (tokens[i] >= 0) {
                    postings.add(tokens[i], number);
                }
            }
            norms[cell++] = (byte) NormByte.encode(inOrder.length - gaps);
            tokenStarts[cell] = at;
            postingStarts[cell] = postings.end();
        }
    }

    private void reserve(int rows) {
        if (rows > ids.length) {
            int room = 2 * ids.length;
            ids = Arrays.copyOf(ids, room);
            tokenStarts = Arrays.copyOf(tokenStarts, room * fields + 1);
            postingStarts = Arrays.copyOf(postingStarts, room * fields + 1);
            norms = Arrays.copyOf(norms, room * fields);
        }
    }

    @Override
    public void publish() {
        int row = size;
        postings.commit();
        addToFields(row, 1);
        live.set(row);
        ordinals.put(ids[row], row);
        size = row + 1;
    }

    private void addToFields(int row, int sign) {
        for (int field = 0; field < fields; field++) {
            int length = 0;
            for (int at = tokenStart(row, field); at < tokenEnd(row, field); at++) {
                length += tokens[at] >= 0 ? 1 : 0;
            }
            rowsByField[field] += (long) sign * Math.min(1, length);
            tokensByField[field] += (long) sign * length;
        }
    }

    @Override
    public void kill(int row) {
        live.clear(row);
        ordinals.remove(ids[row]);
        addToFields(row, -1);
        postings.kill(postingStarts[row * fields], postingStarts[(row + 1) * fields]);
    }

    @Override
    public int row(long id) {
        return ordinals.get(id);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int liveCount() {
        return live.count();
    }

    @Override
    public void forEach(RowConsumer action) {
        int count = size;
        for (int row = 0; row < count; row++) {
            if (live.get(row)) {
                action.accept(ids[row], row);
            }
        }
    }

    @Override
    public boolean isLive(int row) {
        return live.get(row);
    }

    @Override
    public long id(int row) {
        return ids[row];
    }

    @Override
    public long rowsOf(int field) {
        return rowsByField[field];
    }

    @Override
    public long tokensOf(int field) {
        return tokensByField[field];
    }

    @Override
    public int listCount() {
        return terms.count();
    }

    @Override
    public byte[] key(int list) {
        return terms.key(list);
    }

    @Override
    public int list(byte[] key) {
        return terms.find(key);
    }

    @Override
    public IntStream lists(byte[] prefix) {
        return terms.withPrefix(prefix);
    }

    @Override
    public int[] listsByKey() {
        var keys = new byte[terms.count()][];
        Arrays.setAll(keys, terms::key);
        return KeyOrder.of(keys);
    }

    @Override
    public int liveRows(int list) {
        return postings.liveRows(list);
    }

    @Override
    public int[] rows(int list) {
        int count = size;
        var rows = IntStream.builder();
        postings.forEach(
                list,
                (row, _) -> {
                    if (row < count) {
                        rows.add(row);
                    }
                });
        return rows.build().toArray();
    }

    @Override
    public void addScores(int list, Impacts impacts, float units, int[] scores) {
        int field = terms.field(list);
        byte[] lengths = norms;
        postings.forEach(
                list,
                (row, frequency) -> {
                    if (row < scores.length) {
                        int norm = Byte.toUnsignedInt(lengths[row * fields + field]);
                        scores[row] += Scoring.score(units, impacts.of(field, frequency, norm));
                    }
                });
    }

    @Override
    public int norm(int field, int row) {
        return Byte.toUnsignedInt(norms[row * fields + field]);
    }

    @Override
    public int tokenStart(int row, int field) {
        return tokenStarts[row * fields + field];
    }

    @Override
    public int tokenEnd(int row, int field) {
        return tokenStarts[row * fields + field + 1];
    }

    @Override
    public int token(int at) {
        return tokens[at];
    }

    @Override
    public void count(int row, int field, TermCounter counter) {
        int from = tokenStart(row, field);
        int length = tokenEnd(row, field) - from;
        System.arraycopy(tokens, from, counter.room(length), 0, length);
        int cell = row * fields + field;
        postings.give(postingStarts[cell], postingStarts[cell + 1], counter);
    }
}
