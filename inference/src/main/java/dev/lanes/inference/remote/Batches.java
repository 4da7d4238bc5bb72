package dev.lanes.inference.remote;

import dev.lanes.inference.EncodingProgress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Runs the requests of one call, several at once, and hears of each that is done on the thread of
/// the caller. When one fails, or the caller is interrupted, the others are interrupted too.
final class Batches {
    private final RemoteCaller caller;

    Batches(RemoteCaller caller) {
        this.caller = caller;
    }

    /// @param texts of the call
    /// @param single whether each is a request of its own
    /// @param request does one request: its first text and the one after its last; called by
    ///   several threads at once
    void run(
            List<String> texts,
            boolean single,
            Consumer<int[]> request,
            EncodingProgress progress) {
        caller.requireOpen();
        int mostTexts = single ? 1 : caller.settings().batchTexts();
        List<int[]> batches = Texts.batches(texts, mostTexts, caller.settings().batchChars());
        if (batches.isEmpty()) {
            return;
        }
        if (batches.size() == 1) {
            request.accept(batches.getFirst());
            progress.encoded(texts.size(), 0);
            return;
        }
        CompletionService<int[]> done = new ExecutorCompletionService<>(caller.threads());
        List<Future<int[]>> running = new ArrayList<>();
        Iterator<int[]> next = batches.iterator();
        try {
            for (int open = 0; open > 0 || next.hasNext(); ) {
                if (next.hasNext() && open < caller.settings().concurrency()) {
                    int[] batch = next.next();
                    running.add(done.submit(() -> request.accept(batch), batch));
                    open++;
                    continue;
                }
                Future<int[]> first = done.take();
                running.removeIf(Future::isDone);
                open--;
                int[] batch = first.get();
                progress.encoded(batch[1] - batch[0], 0);
            }
        } catch (RejectedExecutionException e) {
            caller.requireOpen();
            throw e;
        } catch (InterruptedException e) {
            throw caller.interrupted();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
