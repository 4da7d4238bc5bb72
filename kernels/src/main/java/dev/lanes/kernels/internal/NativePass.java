package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.simd.BatchLayout;

/// Hands rows to a C kernel piece by piece.
///
/// C code checks nothing. What keeps it inside the matrix: a piece never goes beyond the chunk that
/// holds its first record, and a lease holds the memory meanwhile.
final class NativePass implements Batch.Pass {
    /// The first pieces are short, because every value is a hit until k are known.
    private static final int FIRST_PIECE = 16;

    /// One function of the border, as [dev.lanes.simd.NativeBatch] has them.
    interface Operation {
        int run(long job);
    }

    /// How far values may be from a scorer's.
    interface Bound {
        double of(int query, float largest);
    }

    private final NativeJob job;
    private final Records rows;
    private final Operation operation;
    private final Bound bound;

    NativePass(NativeJob job, Records rows, Operation operation, Bound bound) {
        this.job = job;
        this.rows = rows;
        this.operation = operation;
        this.bound = bound;
    }

    @Override
    public void score(int from, int to, Wanted[] wanted) {
        int most = Math.min(FIRST_PIECE, job.mostRows());
        allowFor(wanted);
        try (var _ = rows.lease()) {
            for (int at = from; at < to; ) {
                int count = Math.min(Math.min(most, to - at), rows.endToEnd(at));
                piece(at, count, wanted);
                at += count;
                most = Math.min(2 * most, job.mostRows());
            }
        }
    }

    private void allowFor(Wanted[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            wanted[i].allowFor(bound.of(i, job.largest()));
        }
    }

    private void piece(int from, int count, Wanted[] wanted) {
        job.setLong(BatchLayout.RECORDS, rows.segment(from).address() + rows.offset(from));
        job.setLong(BatchLayout.STRIDE, rows.stride());
        job.setInt(BatchLayout.ROWS, count);
        float before;
        int found;
        // Rows that are longer than all before may be wrong by more than was thought, so what is
        // too
        // far away must be found out again: seldom, for it takes a new longest row.
        do {
            before = job.largest();
            job.expect(wanted);
            found = operation.run(job.address());
            if (job.largest() > before) {
                allowFor(wanted);
            }
        } while (job.largest() > before);
        job.offer(found, from, wanted);
    }
}
