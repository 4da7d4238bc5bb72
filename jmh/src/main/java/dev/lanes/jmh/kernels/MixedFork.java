package dev.lanes.jmh.kernels;

import dev.lanes.jmh.measure.ChildJvm;
import dev.lanes.kernels.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// One process that measures kernels on rows in the cache: one kernel that has the process to
/// itself, or all kernels of a family in turns with each other and with the same at other
/// dimensions.
final class MixedFork {
    /// Kernels that share code.
    enum Family {
        SCALAR,
        PANAMA,
        NATIVE,
        /// VectorUtil on float arrays.
        LUCENE;

        /// Its kernels, none where the backend cannot run.
        List<Subject> subjects() {
            List<Subject> subjects = new ArrayList<>();
            if (this != LUCENE && !Backends.RUNNING.contains(Backend.valueOf(name()))) {
                return subjects;
            }
            for (RowKind kind :
                    this == LUCENE ? List.of(RowKind.FLOAT32) : List.of(RowKind.values())) {
                for (Operation operation : kind.operations(Access.L1)) {
                    subjects.add(new Subject(kind, operation));
                }
            }
            return subjects;
        }

        private Store open(RowKind kind, SampleRows rows) {
            return this == LUCENE
                    ? new LuceneHeapFloats(rows)
                    : kind.open(rows, List.of(Backend.valueOf(name())));
        }
    }

    /// One kernel of a family.
    record Subject(RowKind kind, Operation operation) {
        Kernel kernel(int dimension) {
            return new Kernel(kind.label(), dimension, Access.L1, operation);
        }
    }

    /// Whether a kernel has the process to itself.
    enum Mode {
        ALONE,
        MIXED
    }

    private static final List<Integer> OTHER_DIMENSIONS =
            List.of(8, 40, 104, 128, 304, 768, 1024, 1536);

    /// So few that they fit into the cache at every dimension.
    private static final int ROWS = 4;

    private static final int WARM_UP_TURNS = 3;

    /// The time of one of the others is this part of a subject's: there are a hundred of them.
    private static final int OTHERS_PART = 8;

    private MixedFork() {}

    /// Measures in a process of its own.
    ///
    /// @return nanoseconds a row of each subject
    static List<Double> run(Family family, Mode mode, KernelTask task, List<Subject> subjects)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(family.name());
        arguments.add(mode.name());
        arguments.add(Integer.toString(task.dimensions().getFirst()));
        arguments.add(Integer.toString(task.rounds()));
        arguments.add(Double.toString(task.seconds()));
        for (Subject subject : subjects) {
            arguments.add(subject.kind().name());
            arguments.add(subject.operation().name());
        }
        return ChildJvm.run(MixedFork.class, arguments).stream().map(Double::valueOf).toList();
    }

    /// The process's own side.
    public static void main(String[] arguments) throws IOException {
        Family family = Family.valueOf(arguments[0]);
        Mode mode = Mode.valueOf(arguments[1]);
        int dimension = Integer.parseInt(arguments[2]);
        KernelTask task =
                new KernelTask(
                        List.of(dimension),
                        1,
                        Integer.parseInt(arguments[3]),
                        Double.parseDouble(arguments[4]),
                        Pattern.compile(""));
        List<Contender> subjects = new ArrayList<>();
        for (int i = 5; i < arguments.length; i += 2) {
            RowKind kind = RowKind.valueOf(arguments[i]);
            Operation operation = Operation.valueOf(arguments[i + 1]);
            subjects.add(contender(family, new Subject(kind, operation), dimension));
        }
        BlockTimer timer = new BlockTimer(task, ROWS);
        double[] nanos =
                mode == Mode.ALONE
                        ? timer.time(subjects)
                        : mixed(timer, task, subjects, others(family, dimension));
        for (double nano : nanos) {
            System.out.println(nano);
        }
        // Matrices end with the process.
    }

    private static Contender contender(Family family, Subject subject, int dimension)
            throws IOException {
        Store store = family.open(subject.kind(), new SampleRows(dimension, ROWS));
        return store.contenders(subject.operation()).getFirst();
    }

    private static List<Contender> others(Family family, int than) throws IOException {
        List<Contender> others = new ArrayList<>();
        for (int dimension : OTHER_DIMENSIONS) {
            if (dimension != than) {
                for (Subject subject : family.subjects()) {
                    others.add(contender(family, subject, dimension));
                }
            }
        }
        return others;
    }

    private static double[] mixed(
            BlockTimer timer, KernelTask task, List<Contender> subjects, List<Contender> others)
            throws IOException {
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            for (Contender other : others) {
                timer.score(other.scorer(), task.warmUpNanos() / OTHERS_PART);
            }
            for (Contender subject : subjects) {
                timer.score(subject.scorer(), task.warmUpNanos());
            }
        }
        double[][] rounds = new double[subjects.size()][task.rounds()];
        int next = 0;
        for (int round = 0; round < task.rounds(); round++) {
            for (int i = 0; i < subjects.size(); i++) {
                for (int j = 0; j < OTHER_DIMENSIONS.size(); j++) {
                    timer.score(
                            others.get(next++ % others.size()).scorer(),
                            task.roundNanos() / OTHERS_PART);
                }
                rounds[i][round] = timer.score(subjects.get(i).scorer(), task.roundNanos());
            }
        }
        return Arrays.stream(rounds).mapToDouble(BlockTimer::median).toArray();
    }
}
