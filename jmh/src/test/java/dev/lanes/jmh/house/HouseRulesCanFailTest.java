package dev.lanes.jmh.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule notices a class that breaks it, and leaves alone one that does the same where it may.
class HouseRulesCanFailTest {
    private static final String SOMEWHERE = "package dev.lanes.sparse; ";
    private static final String API = "package dev.lanes.hnsw; ";
    private static final Map<String, ArchRule> RULES = HouseRules.all();
    private static final Map<String, Example> EXAMPLES = examples();

    @TempDir private Path folder;

    /// @param broken sources that break the rule in each of their first types
    /// @param good sources that look alike and keep it
    record Example(List<String> broken, List<String> good) {
        static Example broken(String... sources) {
            return new Example(List.of(sources), List.of());
        }

        Example good(String... sources) {
            return new Example(broken, List.of(sources));
        }
    }

    private static Map<String, Example> examples() {
        Map<String, Example> examples = new LinkedHashMap<>();
        examples.put(
                "native methods",
                Example.broken(SOMEWHERE + "class A { native int a(); }")
                        .good("package dev.lanes.simd; class A { native int a(); }"));
        examples.put(
                "loading libraries",
                Example.broken(
                                SOMEWHERE + "class A { void a() { System.load(\"/a\"); } }",
                                SOMEWHERE + "class B { void a() { System.loadLibrary(\"a\"); } }",
                                SOMEWHERE
                                        + "class C { Object a() { return"
                                        + " java.lang.foreign.Linker.nativeLinker(); } }")
                        .good(
                                "package dev.lanes.simd; class A { void a() { System.load(\"/a\"); } }"));
        String lanes = "jdk.incubator.vector.FloatVector lanes; }";
        examples.put(
                "vector module",
                Example.broken(
                                SOMEWHERE + "class PanamaA { " + lanes,
                                "package dev.lanes.kernels.internal; class A { " + lanes)
                        .good("package dev.lanes.kernels.internal; class PanamaA { " + lanes));
        String arena = "{ Object a() { return java.lang.foreign.Arena.ofShared(); } }";
        examples.put(
                "arenas",
                Example.broken(
                                SOMEWHERE + "class A " + arena,
                                SOMEWHERE + "class B " + arena.replace("ofShared", "global"))
                        .good("package dev.lanes.memory; class A " + arena));
        String map =
                "{ Object a(java.nio.channels.FileChannel c) throws Exception {"
                        + " return c.map(null, 0, 1); } }";
        examples.put(
                "mapping",
                Example.broken(SOMEWHERE + "class A " + map)
                        .good("package dev.lanes.memory; class A " + map));
        String handle = "{ java.lang.invoke.VarHandle handle; }";
        examples.put(
                "VarHandle",
                Example.broken(SOMEWHERE + "class A " + handle, API + "class A " + handle)
                        .good(API + "class LinkLists " + handle));
        putBorders(examples);
        putStyle(examples);
        putArrows(examples);
        return examples;
    }

    private static void putBorders(Map<String, Example> examples) {
        String onnx = "package ai.onnxruntime; public class OrtSession {}";
        String djl = "package ai.djl.tokenizers; public class Tokenizer {}";
        examples.put(
                "ONNX and DJL",
                Example.broken(
                                "package dev.lanes.inference; class A { ai.onnxruntime.OrtSession s; }",
                                SOMEWHERE + "class A { ai.djl.tokenizers.Tokenizer t; }",
                                onnx,
                                djl)
                        .good(
                                "package dev.lanes.inference.internal;"
                                        + " class A { ai.onnxruntime.OrtSession s; }",
                                onnx));
        String sql = "class A { java.sql.Connection c; }";
        examples.put(
                "SQL",
                Example.broken("package dev.lanes.search; " + sql)
                        .good("package dev.lanes.search.store; " + sql));
        String property = "{ String a() { return System.getProperty(\"a\"); } }";
        examples.put(
                "environment",
                Example.broken(
                                SOMEWHERE + "class A " + property,
                                SOMEWHERE + "class B { Object a() { return System.getenv(); } }",
                                SOMEWHERE
                                        + "class C { Object a() { return Integer.getInteger(\"\"); } }",
                                SOMEWHERE
                                        + "class D { Object a() { return Boolean.getBoolean(\"\"); } }")
                        .good(SOMEWHERE + "class Settings " + property));
        String print = "class A { void a() { System.out.println(); } }";
        examples.put(
                "printing",
                Example.broken(
                                SOMEWHERE + print,
                                SOMEWHERE + "class B { void a() { System.err.println(); } }",
                                SOMEWHERE
                                        + "class C { void a(Exception e) { e.printStackTrace(); } }")
                        .good("package dev.lanes.search.cli; " + print));
        String bar = "package me.tongfei.progressbar; public class ProgressBar {}";
        String bars = "class A { me.tongfei.progressbar.ProgressBar bar; }";
        examples.put(
                "progress bars",
                Example.broken("package dev.lanes.search; " + bars, bar)
                        .good("package dev.lanes.search.cli; " + bars, bar));
        examples.put(
                "threads",
                Example.broken(
                                SOMEWHERE + "class A { Object a() { return new Thread(); } }",
                                SOMEWHERE
                                        + "class B { Object a() { return"
                                        + " java.util.concurrent.Executors.newCachedThreadPool(); } }",
                                SOMEWHERE
                                        + "class C { Object a(java.util.List<?> l) {"
                                        + " return l.parallelStream(); } }")
                        .good(
                                SOMEWHERE
                                        + "class A implements AutoCloseable { Thread a = new Thread();"
                                        + " public void close() {} }"));
    }

    private static void putStyle(Map<String, Example> examples) {
        examples.put(
                "empty names",
                Example.broken(
                                SOMEWHERE + "class GraphImpl {}",
                                SOMEWHERE + "class GraphUtil {}",
                                SOMEWHERE + "class GraphUtils {}",
                                SOMEWHERE + "class GraphHelper {}",
                                SOMEWHERE + "class GraphManager {}",
                                SOMEWHERE + "class AbstractGraph {}",
                                SOMEWHERE + "interface IGraph {}",
                                SOMEWHERE + "class Outer { class InnerImpl {} }")
                        .good(
                                SOMEWHERE + "class IdxFormat {}",
                                SOMEWHERE + "class Abstraction {}"));
        String settings = "class Settings {}";
        examples.put(
                "hidden settings",
                Example.broken(API + "public " + settings)
                        .good(
                                API + settings,
                                "package dev.lanes.search.store; public " + settings));
        examples.put(
                "boolean parameters",
                Example.broken(
                                API + "public class A { public void a(boolean b) {} }",
                                API + "public class B { public B(int a, boolean b) {} }")
                        .good(
                                API + "public record A(boolean b) {}",
                                API + "public class B { void a(boolean b) {} }",
                                "package dev.lanes.hnsw.internal;"
                                        + " public class C { public void a(boolean b) {} }"));
        examples.put(
                "many parameters",
                Example.broken(
                                SOMEWHERE
                                        + "class A { public void a(int a, int b, int c, int d, int e,"
                                        + " int f) {} }")
                        .good(
                                SOMEWHERE + "record A(int a, int b, int c, int d, int e, int f) {}",
                                SOMEWHERE
                                        + "class B { public void a(int a, int b, int c, int d,"
                                        + " int e) {} }"));
    }

    private static void putArrows(Map<String, Example> examples) {
        String kernels = "package dev.lanes.kernels; public class Kernel {}";
        String graph = "package dev.lanes.hnsw; public class Graph {}";
        String postings = "package dev.lanes.sparse; public class Postings {}";
        String bench = "package dev.lanes.jmh; public class Bench {}";
        String usesKernels = "class A { dev.lanes.kernels.Kernel kernel; }";
        String usesGraph = "class A { dev.lanes.hnsw.Graph graph; }";
        examples.put(
                "arrows from native",
                Example.broken("package dev.lanes.simd; " + usesKernels, kernels));
        examples.put(
                "arrows from kernels",
                Example.broken("package dev.lanes.memory; " + usesGraph, graph)
                        .good("package dev.lanes.memory; " + usesKernels, kernels));
        examples.put(
                "arrows from hnsw",
                Example.broken(
                                "package dev.lanes.hnsw; class A { dev.lanes.sparse.Postings p; }",
                                postings)
                        .good("package dev.lanes.hnsw; " + usesKernels, kernels));
        examples.put(
                "arrows from sparse",
                Example.broken("package dev.lanes.sparse; " + usesGraph, graph)
                        .good("package dev.lanes.sparse; " + usesKernels, kernels));
        examples.put(
                "arrows from inference",
                Example.broken("package dev.lanes.inference.internal; " + usesGraph, graph)
                        .good("package dev.lanes.inference; " + usesKernels, kernels));
        examples.put(
                "arrows from search",
                Example.broken(
                                "package dev.lanes.search; class A { dev.lanes.jmh.Bench b; }",
                                bench)
                        .good("package dev.lanes.search.store; " + usesGraph, graph));
    }

    @Test
    void haveAnExampleEach() {
        assertThat(EXAMPLES).containsOnlyKeys(RULES.keySet());
    }

    static Stream<String> rules() {
        return EXAMPLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noticeEveryBreach(String name) {
        List<String> sources = EXAMPLES.get(name).broken();
        JavaClasses classes = Compiled.compile(folder, sources);

        EvaluationResult result = RULES.get(name).evaluate(classes);

        List<String> breaches = result.getFailureReport().getDetails();
        List<String> breakers =
                classes.stream()
                        .filter(type -> type.getPackageName().startsWith("dev.lanes."))
                        .filter(type -> isMeantToBreak(type.getSimpleName()))
                        .map(type -> type.getName())
                        .toList();
        assertThat(breakers).isNotEmpty();
        for (String breaker : breakers) {
            assertThat(breaches).as(breaker).anyMatch(breach -> breach.contains(breaker));
        }
    }

    /// The others are there to be used by those, or to hold them.
    private static boolean isMeantToBreak(String type) {
        return !List.of("Kernel", "Graph", "Postings", "Bench", "Outer").contains(type);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void leaveAloneWhatIsRight(String name) {
        List<String> sources = EXAMPLES.get(name).good();
        if (!sources.isEmpty()) {
            RULES.get(name).check(Compiled.compile(folder, sources));
        }
    }
}
