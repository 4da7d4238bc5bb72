package dev.lanes.sparse;

import dev.lanes.memory.OrdinalMap;
import dev.lanes.sparse.live.FreshPart;
import dev.lanes.sparse.live.LiveRows;
import dev.lanes.vector.SparseVector;
import java.util.concurrent.ConcurrentHashMap;

/// Rows that were not sealed yet, on the heap, with a list of postings for each term. One thread at
/// a time changes them; any number search meanwhile and see each row that was there when they
/// began.
final class FreshRows implements Part, FreshPart<SparseVector> {
    /// Rows that are searched without being sealed, and postings of theirs.
    static final int MOST_ROWS = 8192;

    private static final int MOST_POSTINGS = 1 << 20;

    private final int most;
    private final RowBuffer rows;
    private final RowStorage storage;
    private final OrdinalMap ordinals = new OrdinalMap();
    private final ConcurrentHashMap<Integer, FreshList> lists = new ConcurrentHashMap<>();
    private final LiveRows live = new LiveRows();

    /// How many rows are seen. Written last.
    private volatile int size;

    FreshRows(SparseSettings settings, int most) {
        this.most = most;
        this.rows = new RowBuffer(settings.weights());
        this.storage = settings.storage();
    }

    @Override
    public boolean isFull() {
        return size >= most || rows.postings() >= MOST_POSTINGS;
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
    public int row(long id) {
        return ordinals.get(id);
    }

    @Override
    public SparseVector vector(int row) {
        return rows.vector(row);
    }

    @Override
    public StoredRows.RowReader reader() {
        return this::vector;
    }

    @Override
    public void forEach(RowConsumer action) {
        int count = size;
        for (int row = 0; row < count; row++) {
            if (live.get(row)) {
                action.accept(rows.id(row), row);
            }
        }
    }

    @Override
    public void append(long id, SparseVector vector) {
        live.reserve(rows.size() + 1);
        ordinals.reserve();
        rows.add(id, vector);
        int row = rows.size() - 1;
        for (int i = 0; i < rows.length(row); i++) {
            lists.computeIfAbsent(rows.term(row, i), _ -> new FreshList())
                    .add(row, rows.weight(row, i));
        }
    }

    @Override
    public void publish() {
        int row = rows.size() - 1;
        live.set(row);
        ordinals.put(rows.id(row), row);
        size = row + 1;
    }

    @Override
    public void kill(int row) {
        live.clear(row);
        ordinals.remove(rows.id(row));
    }

    @Override
    public Explanation search(Query query, SparseSearchSettings search, TopHits best) {
        int count = size;
        var sums = new float[count];
        long postings = 0;
        for (int i = 0; i < query.size(); i++) {
            var list = lists.get(query.term(i));
            if (list != null) {
                postings += list.addTo(sums, query.weight(i));
            }
        }
        // The sums are rounded after each addition.
        float slack = 1 + (query.size() + 2) * Math.ulp(1f);
        long scored = 0;
        for (int row = 0; row < count; row++) {
            if (sums[row] > 0
                    && sums[row] * slack >= best.threshold()
                    && live.get(row)
                    && search.passes(rows.id(row))) {
                best.offer(rows.id(row), rows.score(row, query, storage));
                scored++;
            }
        }
        var work = new Explanation.Work(postings, 0, scored, count - scored);
        return new Explanation(Algorithm.ACCUMULATOR, "rows that are not sealed yet", work);
    }
}
