package dev.lanes.jmh.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The arrows between the modules, as rules on bytecode.
final class ArrowRules {
    private ArrowRules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (Room room : Room.values()) {
            String[] forbidden =
                    room.forbidden()
                            .map(Room::packagePatterns)
                            .flatMap(Stream::of)
                            .toArray(String[]::new);
            // Everything is below jmh.
            if (forbidden.length > 0) {
                rules.put(
                        "arrows from " + room.name().toLowerCase(Locale.ROOT),
                        rule(room, forbidden));
            }
        }
        return rules;
    }

    private static ArchRule rule(Room room, String... forbidden) {
        return noClasses()
                .that()
                .resideInAnyPackage(room.packagePatterns())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }
}
