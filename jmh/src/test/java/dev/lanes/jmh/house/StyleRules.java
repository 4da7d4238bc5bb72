package dev.lanes.jmh.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules on names and signatures.
final class StyleRules {
    private static final int MOST_PARAMETERS = 5;

    /// Packages that some module exports to everybody.
    private static final Set<String> EXPORTED =
            Stream.of(Room.values())
                    .flatMap(room -> room.exported().stream())
                    .collect(Collectors.toUnmodifiableSet());

    private StyleRules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("empty names", emptyNames());
        rules.put("hidden settings", hiddenSettings());
        rules.put("boolean parameters", booleanParameters());
        rules.put("many parameters", manyParameters());
        return rules;
    }

    private static ArchRule emptyNames() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
                .orShould()
                .haveNameMatching("(.*[.$])?Abstract[A-Z]\\w*")
                .orShould()
                .haveNameMatching("(.*[.$])?I[A-Z][a-z]\\w*");
    }

    private static ArchRule hiddenSettings() {
        return noClasses().that().haveSimpleName("Settings").and(exported()).should().bePublic();
    }

    private static ArchRule booleanParameters() {
        return codeUnits()
                .that(arePublic())
                .and()
                .areDeclaredInClassesThat(exported())
                .should(
                        haveNone(
                                "boolean parameters",
                                unit ->
                                        unit.getRawParameterTypes().stream()
                                                .anyMatch(type ->
                                                        type.isEquivalentTo(boolean.class))));
    }

    private static ArchRule manyParameters() {
        return codeUnits()
                .that(arePublic())
                .should(
                        haveNone(
                                "more than %d parameters".formatted(MOST_PARAMETERS),
                                unit -> unit.getRawParameterTypes().size() > MOST_PARAMETERS));
    }

    private static DescribedPredicate<JavaClass> exported() {
        return DescribedPredicate.describe(
                "are exported", type -> EXPORTED.contains(type.getPackageName()));
    }

    /// The constructor of a record has its components as parameters, however many they are.
    private static DescribedPredicate<JavaCodeUnit> arePublic() {
        return DescribedPredicate.describe(
                "are public, constructors of records aside",
                unit ->
                        unit.getModifiers().contains(JavaModifier.PUBLIC)
                                && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !(unit.isConstructor() && unit.getOwner().isRecord()));
    }

    private static ArchCondition<JavaCodeUnit> haveNone(
            String what, Predicate<JavaCodeUnit> broken) {
        return new ArchCondition<>("not have " + what) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                if (broken.test(unit)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    unit, unit.getDescription() + " has " + what));
                }
            }
        };
    }
}
