package dev.lanes.jmh.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Threads that all do the same at the same time.
final class Callers implements AutoCloseable {
    private final int count;
    private final ExecutorService threads;

    Callers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /// What all of them gave, one after the other.
    <T> List<T> all(Callable<List<T>> task) {
        List<Future<List<T>>> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ends.add(threads.submit(task));
        }
        List<T> all = new ArrayList<>();
        try {
            for (Future<List<T>> end : ends) {
                all.addAll(end.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    @Override
    public void close() {
        threads.close();
    }
}
