package dev.lanes.inference.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// Lets single texts of many callers share runs of the network.
///
/// As long as fewer callers are inside than there are processors for, each runs its own text at
/// once. The others wait; when a run ends, the one who waits longest runs its own text and all that
/// are about as long, and the one whose run ended goes its way. So batches grow with the load,
/// nobody waits while a processor is idle, and no thread of ours is needed.
final class SharedRuns {
    /// A run takes, whatever is in it, about as long as so many tokens; so a text for which more
    /// tokens of padding are needed is run apart. Otherwise one long text among short ones makes
    /// all of them wait as long as that many long ones.
    private static final int PADDING = 8;

    /// Runs a batch on the calling thread.
    interface Runner {
        void run(List<TokenSequence> batch, Engine.Rows rows);
    }

    private final Runner runner;
    private final int most;
    private final int batchTokens;
    private final long patienceNanos;
    private final Deque<Seat> waiting = new ArrayDeque<>();
    private int running;

    /// @param most runs at a time
    /// @param batchTokens tokens of a run, padding counted
    /// @param patienceNanos how long a caller who runs the texts of others waits for more of them
    SharedRuns(Runner runner, int most, int batchTokens, long patienceNanos) {
        this.runner = runner;
        this.most = most;
        this.batchTokens = batchTokens;
        this.patienceNanos = patienceNanos;
    }

    /// One caller's text.
    private static final class Seat {
        private final TokenSequence text;
        private final Engine.Rows rows;
        private final CountDownLatch called = new CountDownLatch(1);
        private boolean leads;
        private RuntimeException failure;
        private Error error;

        Seat(TokenSequence text, Engine.Rows rows) {
            this.text = text;
            this.rows = rows;
        }

        void forgive() {
            failure = null;
            error = null;
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    called.await();
                    break;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Runs a text, alone or with others.
    ///
    /// @param rows takes its row as place 0, on whichever thread ran it, before this returns
    void run(TokenSequence text, Engine.Rows rows) {
        Seat own = new Seat(text, rows);
        if (!start(own)) {
            own.await();
            if (own.leads && patienceNanos > 0) {
                LockSupport.parkNanos(patienceNanos);
            }
        }
        if (own.leads) {
            try {
                lead(own);
            } finally {
                handOver();
            }
        }
        if (own.error != null) {
            throw own.error;
        }
        if (own.failure != null) {
            throw own.failure;
        }
    }

    /// Whether it may run at once.
    private synchronized boolean start(Seat own) {
        if (running < most) {
            running++;
            own.leads = true;
            return true;
        }
        waiting.add(own);
        return false;
    }

    /// Callers that wait.
    synchronized int waiting() {
        return waiting.size();
    }

    private void lead(Seat own) {
        List<Seat> batch = gather(own);
        if (!ran(batch) && batch.size() > 1) {
            // Whose text it was that the network cannot read only shows alone.
            batch.forEach(Seat::forgive);
            batch.forEach(seat -> ran(List.of(seat)));
        }
        batch.stream().filter(seat -> seat != own).forEach(seat -> seat.called.countDown());
    }

    /// Runs a batch; what goes wrong stays with its seats.
    private boolean ran(List<Seat> batch) {
        try {
            runner.run(
                    batch.stream().map(seat -> seat.text).toList(),
                    (place, row) -> batch.get(place).rows.row(0, row));
            return true;
        } catch (RuntimeException e) {
            batch.forEach(seat -> seat.failure = e);
        } catch (Error e) {
            batch.forEach(seat -> seat.error = e);
        }
        return false;
    }

    /// Its own text, and of those who wait as many as fit and are about as long.
    private synchronized List<Seat> gather(Seat own) {
        List<Seat> batch = new ArrayList<>();
        batch.add(own);
        int longest = own.text.length();
        for (var seats = waiting.iterator(); seats.hasNext(); ) {
            Seat seat = seats.next();
            int length = seat.text.length();
            int padding = length <= longest ? longest - length : batch.size() * (length - longest);
            int longer = Math.max(longest, length);
            if (padding <= PADDING && (batch.size() + 1) * longer <= batchTokens) {
                batch.add(seat);
                seats.remove();
                longest = longer;
            }
        }
        return batch;
    }

    private synchronized void handOver() {
        Seat next = waiting.poll();
        if (next == null) {
            running--;
        } else {
            next.leads = true;
            next.called.countDown();
        }
    }
}
