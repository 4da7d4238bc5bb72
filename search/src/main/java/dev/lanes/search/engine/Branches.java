package dev.lanes.search.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

/// Runs tasks beside each other.
///
/// What the executor has not begun when this thread has nothing else to do runs here. So a task is
/// only waited for when some thread runs it, and hybrids within hybrids come to an end on an
/// executor of one thread.
final class Branches {
    private final Optional<Executor> executor;
    private final TimeLimit limit;

    Branches(Optional<Executor> executor, TimeLimit limit) {
        this.executor = executor;
        this.limit = limit;
    }

    /// The results of all tasks, in their order.
    ///
    /// @param cut what takes the place of a task, by its number, that is given up
    <T> List<T> all(List<Callable<T>> tasks, BiFunction<Integer, Cut, T> cut) {
        var running = tasks.stream().map(FutureTask::new).toList();
        try {
            running.stream().skip(1).forEach(this::offer);
            running.forEach(FutureTask::run);
            var results = new ArrayList<T>();
            for (int i = 0; i < running.size(); i++) {
                results.add(result(running.get(i), i, cut));
            }
            return results;
        } finally {
            running.forEach(task -> task.cancel(true));
        }
    }

    private void offer(FutureTask<?> task) {
        executor.ifPresent(threads -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException _) {
                // It will run here.
            }
        });
    }

    private <T> T result(FutureTask<T> task, int number, BiFunction<Integer, Cut, T> cut) {
        try {
            return OncePerSearch.await(task, limit);
        } catch (CutException e) {
            return cut.apply(number, e.cut());
        }
    }
}
