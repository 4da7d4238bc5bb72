package dev.lanes.jmh.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles sources that break a rule, so that they may stand in the packages that the rule is
/// about. They are looked at and never run.
final class Compiled {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /// Shared, because it reads the JDK's own classes anew each time it is opened.
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    private Compiled() {}

    /// @param folder empty; receives the class files
    /// @param sources each with a package and one type at its top
    static JavaClasses compile(Path folder, List<String> sources) {
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of(
                        "-d",
                        folder.toString(),
                        "-proc:none",
                        "-nowarn",
                        "--add-modules",
                        "jdk.incubator.vector",
                        // Nothing of the project: sources bring what they use.
                        "-classpath",
                        folder.toString());
        List<Source> units = sources.stream().map(Source::new).toList();
        if (!COMPILER.getTask(messages, FILES, null, options, null, units).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
        return Imported.importFrom(Stream.of(folder).toList());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(
                    URI.create(
                            "memory:///%s/%s.java"
                                    .formatted(
                                            find(PACKAGE, text).replace('.', '/'),
                                            find(TYPE, text))),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        private static String find(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                throw new IllegalArgumentException("no " + pattern + " in " + text);
            }
            return matcher.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
