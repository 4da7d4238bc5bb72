package dev.lanes.jmh.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.house.SourceLengths.Length;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lengths of files and methods, main and test.
class SourceFilesTest {
    private static final int LONGEST_FILE = 500;
    private static final int MEDIAN_FILE = 100;
    private static final int MOST_FILES = 250;
    private static final int LONGEST_METHOD = 60;

    @Test
    void noFileIsLongerThanAllowed() {
        assertThat(longerThan(LONGEST_FILE, files("main", "test"))).isEmpty();
    }

    @Test
    void halfOfTheFilesAreShort() {
        assertThat(median(files("main"))).isLessThanOrEqualTo(MEDIAN_FILE);
    }

    @Test
    void mostFilesAreOfMiddlingLength() {
        List<Length> files = files("main");

        assertThat(longerThan(MOST_FILES, files)).hasSizeLessThan(files.size() / 10);
    }

    @Test
    void noMethodIsLongerThanAllowed() {
        assertThat(longerThan(LONGEST_METHOD, SourceLengths.ofMethods(paths("main", "test"))))
                .isEmpty();
    }

    @Test
    void seesEveryModule() {
        for (Room room : Room.values()) {
            assertThat(room.sources("main")).as(room.name()).isNotEmpty();
        }
        assertThat(SourceLengths.ofMethods(paths("main"))).hasSizeGreaterThan(200);
    }

    @Test
    void wouldNoticeALongFileAndALongMethod(@TempDir Path folder) throws IOException {
        String method = "class Long {\n    void longer() {\n" + "\n".repeat(59) + "    }\n}\n";
        Path file = Files.writeString(folder.resolve("Long.java"), method + "\n".repeat(450));

        assertThat(longerThan(LONGEST_FILE, List.of(SourceLengths.ofFile(file)))).hasSize(1);
        assertThat(longerThan(LONGEST_METHOD, SourceLengths.ofMethods(List.of(file))))
                .containsExactly(new Length(file + " longer", 61));
        assertThat(median(List.of(new Length("a", 1), new Length("b", 101), new Length("c", 400))))
                .isEqualTo(101);
    }

    private static List<Length> longerThan(int most, List<Length> lengths) {
        return lengths.stream().filter(length -> length.lines() > most).toList();
    }

    private static int median(List<Length> lengths) {
        List<Integer> sorted = lengths.stream().map(Length::lines).sorted().toList();
        assertThat(sorted).isNotEqualTo(Collections.emptyList());
        return sorted.get(sorted.size() / 2);
    }

    private static List<Length> files(String... parts) {
        return paths(parts).stream().map(SourceLengths::ofFile).toList();
    }

    private static List<Path> paths(String... parts) {
        return Stream.of(parts)
                .flatMap(part ->
                        Stream.of(Room.values()).flatMap(room -> room.sources(part).stream()))
                .toList();
    }
}
