package dev.lanes.search.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// JSON that the user gives as the value of an option, or in a file.
final class GivenJson {
    private GivenJson() {}

    /// Reads the value of an option: JSON, or `@FILE`.
    ///
    /// @param option its name, for errors
    /// @param remedy what to do about a value that is wrong
    static <T> T read(String option, String value, Function<String, T> parser, String remedy)
            throws IOException {
        return value.startsWith("@")
                ? readFile(Path.of(value.substring(1)), parser, remedy)
                : parse(option, value, parser, remedy);
    }

    /// Reads a file.
    static <T> T readFile(Path file, Function<String, T> parser, String remedy) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UserErrorException(file + " must be a file but is a directory");
        }
        return parse(file.toString(), Files.readString(file), parser, remedy);
    }

    private static <T> T parse(
            String place, String json, Function<String, T> parser, String remedy) {
        try {
            return parser.apply(json);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new UserErrorException(place + ": " + e.getMessage(), remedy);
        }
    }
}
