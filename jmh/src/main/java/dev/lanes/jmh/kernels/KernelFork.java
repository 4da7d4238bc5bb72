package dev.lanes.jmh.kernels;

import dev.lanes.jmh.measure.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// One process that measures kernels of one encoding and dimension: our backends and one group of
/// peers, in turns.
final class KernelFork {
    private static final String TAB = "\t";

    private KernelFork() {}

    /// What one contender took.
    ///
    /// @param operation that it computed
    /// @param contender who, without its scorer
    /// @param rows how many there were
    /// @param nanos a row
    record Result(Operation operation, Contender contender, int rows, double nanos) {}

    /// Measures in a process of its own.
    ///
    /// @param kernels of one encoding, dimension and access, at least one
    /// @param kind their encoding
    /// @param group which of [RowKind#peers]
    static List<Result> run(KernelTask task, List<Kernel> kernels, RowKind kind, int group)
            throws IOException {
        Kernel any = kernels.getFirst();
        List<String> arguments = new ArrayList<>();
        arguments.add(kind.name());
        arguments.add(Integer.toString(group));
        arguments.add(any.access().name());
        arguments.add(Integer.toString(any.dimension()));
        arguments.add(Double.toString(task.gigabytes()));
        arguments.add(Integer.toString(task.rounds()));
        arguments.add(Double.toString(task.seconds()));
        kernels.forEach(kernel -> arguments.add(kernel.operation().name()));
        return ChildJvm.run(KernelFork.class, arguments).stream().map(KernelFork::parse).toList();
    }

    /// The process's own side.
    public static void main(String[] arguments) throws IOException {
        RowKind kind = RowKind.valueOf(arguments[0]);
        int group = Integer.parseInt(arguments[1]);
        Access access = Access.valueOf(arguments[2]);
        KernelTask task =
                new KernelTask(
                        List.of(Integer.valueOf(arguments[3])),
                        Double.parseDouble(arguments[4]),
                        Integer.parseInt(arguments[5]),
                        Double.parseDouble(arguments[6]),
                        Pattern.compile(""));
        int dimension = task.dimensions().getFirst();
        SampleRows rows = new SampleRows(dimension, access.rows(kind, dimension, task.bytes()));
        List<Store> stores = new ArrayList<>();
        try {
            for (StoreMaker maker : kind.stores(access, group)) {
                stores.add(maker.open(rows));
            }
            BlockTimer timer = new BlockTimer(task, rows.count());
            for (String name : Arrays.asList(arguments).subList(7, arguments.length)) {
                measure(Operation.valueOf(name), stores, timer).forEach(KernelFork::print);
            }
        } finally {
            for (Store store : stores) {
                store.close();
            }
        }
    }

    private static List<Result> measure(Operation operation, List<Store> stores, BlockTimer timer)
            throws IOException {
        List<Contender> contenders = new ArrayList<>();
        for (Store store : stores) {
            contenders.addAll(store.contenders(operation));
        }
        double[] nanos = timer.time(contenders);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            results.add(new Result(operation, contenders.get(i), timer.rows(), nanos[i]));
        }
        return results;
    }

    private static void print(Result result) {
        System.out.println(
                String.join(
                        TAB,
                        result.operation().name(),
                        result.contender().library(),
                        result.contender().version(),
                        result.contender().backend(),
                        result.contender().provider(),
                        Long.toString(result.contender().rowBytes()),
                        Integer.toString(result.rows()),
                        Double.toString(result.nanos())));
    }

    private static Result parse(String line) {
        List<String> cells = List.of(line.split(TAB, -1));
        return new Result(
                Operation.valueOf(cells.get(0)),
                new Contender(
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4),
                        Long.parseLong(cells.get(5)),
                        (_, _) -> {}),
                Integer.parseInt(cells.get(6)),
                Double.parseDouble(cells.get(7)));
    }
}
