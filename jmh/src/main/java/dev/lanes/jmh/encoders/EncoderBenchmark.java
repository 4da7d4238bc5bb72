package dev.lanes.jmh.encoders;

import dev.lanes.jmh.measure.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Times libraries in turn: in each round all texts in bulk, then some one by one, then the same by
/// several callers at a time.
public final class EncoderBenchmark {
    private final EncoderTask task;
    private final Progress progress;
    private final List<Timed> libraries = new ArrayList<>();

    public EncoderBenchmark(EncoderTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
    }

    private static final class Timed {
        private final EncoderPeer peer;
        private final List<Double> bulk = new ArrayList<>();
        private final List<Double> alone = new ArrayList<>();
        private final List<Double> busy = new ArrayList<>();
        private long resident;

        Timed(EncoderPeer peer) {
            this.peer = peer;
        }
    }

    /// Runs the whole task.
    ///
    /// @return by library in the order given
    public List<EncoderResult> run(List<EncoderPeerKind> kinds) throws IOException {
        try (ModelCopy files = ModelCopy.of(task.model(), task.limits().maxTokens())) {
            long tokens = files.count(task.texts());
            try {
                open(kinds, files);
                for (int round = 0; round < task.rounds().count(); round++) {
                    progress.say("round %d".formatted(round + 1));
                    for (Timed library : libraries) {
                        time(library);
                    }
                }
                return libraries.stream().map(library -> result(library, tokens)).toList();
            } finally {
                libraries.forEach(library -> library.peer.close());
            }
        }
    }

    private void open(List<EncoderPeerKind> kinds, ModelCopy files) {
        for (EncoderPeerKind kind : kinds) {
            long before = Resident.bytes();
            var library = new Timed(kind.open(task, files));
            libraries.add(library);
            library.peer.prepare(task.texts());
            long end = System.nanoTime() + task.rounds().warmUp().toNanos();
            List<String> some = task.single();
            do {
                library.peer.encodeAll(some);
                some.subList(0, Math.min(8, some.size())).forEach(library.peer::encodeOne);
            } while (System.nanoTime() < end);
            library.resident = Resident.bytes() - before;
            progress.say("%s: %s".formatted(library.peer.library(), library.peer.setting()));
        }
    }

    private void time(Timed library) {
        long start = System.nanoTime();
        library.peer.encodeAll(task.texts());
        library.bulk.add((System.nanoTime() - start) / 1e9);
        library.alone.addAll(oneByOne(library.peer));
        try (var callers = new Callers(task.limits().callers())) {
            library.busy.addAll(callers.all(() -> oneByOne(library.peer)));
        }
    }

    private List<Double> oneByOne(EncoderPeer peer) {
        List<Double> micros = new ArrayList<>();
        for (String text : task.single()) {
            long start = System.nanoTime();
            peer.encodeOne(text);
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros;
    }

    private EncoderResult result(Timed library, long tokens) {
        double seconds = percentile(library.bulk, 50);
        return new EncoderResult(
                library.peer.library(),
                library.peer.version(),
                library.peer.setting(),
                task.texts().size() / seconds,
                tokens / seconds,
                percentile(library.alone, 50),
                percentile(library.alone, 99),
                percentile(library.busy, 50),
                percentile(library.busy, 99),
                library.resident);
    }

    private static double percentile(List<Double> values, int percent) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
