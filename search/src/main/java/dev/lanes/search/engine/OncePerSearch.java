package dev.lanes.search.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes what several branches need only once: the first that asks makes it, others wait.
///
/// @param <K> says what is needed
/// @param <V> what is made
final class OncePerSearch<K, V> {
    private final Map<K, FutureTask<V>> made = new ConcurrentHashMap<>();
    private final TimeLimit limit;

    OncePerSearch(TimeLimit limit) {
        this.limit = limit;
    }

    boolean knows(K key) {
        return made.containsKey(key);
    }

    /// @throws CutException when the time is up before it is made
    V get(K key, Callable<V> make) {
        var task = new FutureTask<>(make);
        var known = made.putIfAbsent(key, task);
        if (known == null) {
            task.run();
        }
        return await(known == null ? task : known, limit);
    }

    /// The result of a task.
    ///
    /// @throws CutException when the time is up before it is there
    static <T> T await(Future<T> task, TimeLimit limit) {
        try {
            Optional<Duration> left = task.isDone() ? Optional.empty() : limit.left();
            return left.isEmpty()
                    ? task.get()
                    : task.get(left.get().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutException(Cut.INTERRUPTED);
        } catch (TimeoutException e) {
            throw new CutException(Cut.DEADLINE);
        } catch (CancellationException e) {
            throw new CutException(Cut.INTERRUPTED);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
