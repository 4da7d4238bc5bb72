package dev.lanes.jmh.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/// The table "Where each line lives", as rules on bytecode. Each has a name, under which
/// [HouseRulesCanFailTest] breaks it.
final class HouseRules {
    private static final String SIMD = "dev.lanes.simd..";

    /// Where C libraries of others are called, to be measured beside ours.
    private static final String PEERS = "dev.lanes.jmh.peer..";

    private static final String MEMORY = "dev.lanes.memory..";
    private static final String INFERENCE = "dev.lanes.inference.internal..";

    /// Where encoders of others are called, to be measured beside ours.
    private static final String ENCODERS = "dev.lanes.jmh.encoders..";

    private static final String DATABASE = "dev.lanes.search.store..";
    private static final String[] PRINTING = {"dev.lanes.search.cli..", "dev.lanes.jmh.."};

    /// The one class beside memory whose fields are read and written with an ordering.
    private static final String LINK_STORE = "dev.lanes.hnsw.LinkLists";

    private HouseRules() {}

    /// All rules by name.
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("native methods", nativeMethods());
        rules.put("loading libraries", loadingLibraries());
        rules.put("vector module", vectorModule());
        rules.put("arenas", arenas());
        rules.put("mapping", mapping());
        rules.put("VarHandle", varHandles());
        rules.put("ONNX and DJL", onnxAndDjl());
        rules.put("SQL", sql());
        rules.put("environment", environment());
        rules.put("printing", printing());
        rules.put("progress bars", progressBars());
        rules.put("threads", ThreadRule.rule());
        rules.putAll(StyleRules.all());
        rules.putAll(ArrowRules.all());
        rules.replaceAll((_, rule) -> rule.allowEmptyShould(true));
        return rules;
    }

    private static ArchRule nativeMethods() {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(SIMD)
                .should()
                .haveModifier(JavaModifier.NATIVE);
    }

    private static ArchRule loadingLibraries() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(SIMD, PEERS)
                .should()
                .callCodeUnitWhere(call("java.lang.(System|Runtime)", "load|loadLibrary"))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.foreign\\.(Linker|SymbolLookup)");
    }

    private static ArchRule vectorModule() {
        return noClasses()
                .that()
                .haveNameNotMatching("dev\\.lanes\\.kernels\\.internal\\.Panama\\w*(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..");
    }

    private static ArchRule arenas() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(MEMORY, PEERS)
                .should()
                .callCodeUnitWhere(call("java.lang.foreign.Arena", "of\\w+|global"));
    }

    private static ArchRule mapping() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(MEMORY)
                .should()
                .callCodeUnitWhere(call("java.nio.channels.FileChannel", "map"));
    }

    private static ArchRule varHandles() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(MEMORY)
                .and()
                .doNotHaveFullyQualifiedName(LINK_STORE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.invoke.VarHandle");
    }

    private static ArchRule onnxAndDjl() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(INFERENCE, ENCODERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "ai.djl..");
    }

    private static ArchRule sql() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(DATABASE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");
    }

    private static ArchRule environment() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("Settings")
                .should()
                .callCodeUnitWhere(call("java.lang.System", "getProperty|getProperties|getenv"))
                .orShould()
                .callCodeUnitWhere(call("java.lang.Integer", "getInteger"))
                .orShould()
                .callCodeUnitWhere(call("java.lang.Long", "getLong"))
                .orShould()
                .callCodeUnitWhere(call("java.lang.Boolean", "getBoolean"));
    }

    private static ArchRule printing() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(PRINTING)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callCodeUnitWhere(call("java.lang.Throwable", "printStackTrace"));
    }

    private static ArchRule progressBars() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(PRINTING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("me.tongfei.progressbar..");
    }

    /// A call of a method of a class, or of a subclass of it, by patterns of their names.
    static DescribedPredicate<JavaCall<?>> call(String className, String methodName) {
        return target(owner(assignableTo(nameMatching(className.replace(".", "\\.")))))
                .and(target(nameMatching(methodName)))
                .forSubtype();
    }
}
