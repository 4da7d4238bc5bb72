package dev.lanes.jmh.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house, as far as bytecode shows them.
class HouseTest {
    private static final Map<String, ArchRule> RULES = HouseRules.all();

    static Stream<String> rules() {
        return RULES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String rule) {
        RULES.get(rule).check(Imported.project());
    }

    /// Without this, a rule would hold because nobody looked.
    @ParameterizedTest
    @EnumSource(Room.class)
    void wasAskedOfEveryClass(Room room) {
        Set<String> imported =
                Imported.project().stream().map(JavaClass::getName).collect(Collectors.toSet());
        Path root = room.path().resolve("src").resolve("main").resolve("java");
        List<String> written =
                room.sources("main").stream()
                        .map(file -> root.relativize(file).toString())
                        .filter(file -> !file.endsWith("-info.java"))
                        .map(file -> file.replace(".java", "").replace('/', '.'))
                        .toList();

        assertThat(room.sources("main")).isNotEmpty();
        assertThat(imported).containsAll(written);
    }

    @Test
    void hasClassesToLookAt() {
        assertThat(Imported.project()).hasSizeGreaterThan(100);
    }

    /// One place a module where the environment is read.
    @ParameterizedTest
    @EnumSource(Room.class)
    void hasOneSettingsClassAModule(Room room) {
        assertThat(room.sources("main"))
                .filteredOn(file -> file.endsWith("Settings.java"))
                .hasSizeLessThanOrEqualTo(1);
    }
}
