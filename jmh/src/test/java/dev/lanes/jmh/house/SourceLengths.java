package dev.lanes.jmh.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// How many lines files and methods have.
final class SourceLengths {
    /// @param name what has the length
    record Length(String name, int lines) {}

    private SourceLengths() {}

    static Length ofFile(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new Length(file.toString(), Math.toIntExact(lines.count()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every method and constructor of some files, parsed by the JDK's own compiler.
    static List<Length> ofMethods(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(_ -> {}, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    _ -> {},
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            List<Length> lengths = new ArrayList<>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, positions).scan(unit, lengths);
            }
            return lengths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Scanner extends TreePathScanner<Void, List<Length>> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, List<Length> lengths) {
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            LineMap map = unit.getLineMap();
            int lines = Math.toIntExact(map.getLineNumber(end) - map.getLineNumber(start) + 1);
            lengths.add(new Length(unit.getSourceFile().getName() + " " + method.getName(), lines));
            return super.visitMethod(method, lengths);
        }
    }
}
