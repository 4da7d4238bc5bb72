package dev.lanes.jmh.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The arrows between the modules, as their descriptors draw them.
class ModuleArrowsTest {
    @ParameterizedTest
    @EnumSource(Room.class)
    void pointDownwards(Room room) {
        assertThat(forbidden(room, required(room))).isEmpty();
    }

    @Test
    void wouldBeNoticedUpwardsAndSideways() {
        Set<String> arrows = Set.of("dev.lanes.kernels", "dev.lanes.sparse", "dev.lanes.jmh");

        assertThat(forbidden(Room.HNSW, arrows))
                .containsExactlyInAnyOrder("dev.lanes.sparse", "dev.lanes.jmh");
    }

    @Test
    void areReadFromTheRealDescriptors() {
        assertThat(Room.SEARCH.descriptor().name()).isEqualTo("dev.lanes.search");
        assertThat(required(Room.SEARCH)).contains("dev.lanes.hnsw", "dev.lanes.inference");
        assertThat(required(Room.JMH)).contains("dev.lanes.search");
    }

    private static Set<String> forbidden(Room room, Set<String> arrows) {
        Set<String> forbidden = new HashSet<>(arrows);
        room.mayUse().forEach(below -> forbidden.remove(below.moduleName()));
        return forbidden;
    }

    private static Set<String> required(Room room) {
        assertThat(room.descriptor().name()).isEqualTo(room.moduleName());
        return room.descriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith("dev.lanes."))
                // Parts of the room itself: what native has a jar each for.
                .filter(name -> !name.startsWith(room.moduleName() + "."))
                .collect(Collectors.toSet());
    }
}
