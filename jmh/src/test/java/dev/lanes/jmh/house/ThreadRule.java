package dev.lanes.jmh.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/// Threads are passed in as executors, or owned by an object that is closed: so a class that starts
/// some must be [AutoCloseable]. Pools that nobody owns are not used at all.
final class ThreadRule {
    private static final Set<String> POOLS =
            Set.of(
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ForkJoinPool",
                    "java.lang.Thread",
                    "java.util.Timer");
    private static final Pattern THREAD_FACTORIES =
            Pattern.compile(
                    "java\\.util\\.concurrent\\.Executors\\.\\w+"
                            + "|java\\.lang\\.Thread\\.(ofVirtual|ofPlatform|startVirtualThread)");
    private static final Pattern NOBODYS_POOL =
            Pattern.compile(
                    "java\\.util\\.concurrent\\.ForkJoinPool\\.commonPool"
                            + "|java\\.util\\.\\w+\\.parallelStream"
                            + "|java\\.util\\.stream\\.\\w+\\.parallel"
                            + "|java\\.util\\.Arrays\\.parallel\\w+");

    private ThreadRule() {}

    static ArchRule rule() {
        return classes().should(ownTheirThreads());
    }

    private static ArchCondition<JavaClass> ownTheirThreads() {
        return new ArchCondition<>("own the threads that they start and close them") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                for (JavaCall<?> call : from.getCodeUnitCallsFromSelf()) {
                    String target = call.getTargetOwner().getName() + "." + call.getName();
                    boolean starts =
                            THREAD_FACTORIES.matcher(target).matches()
                                    || (call.getName().equals("<init>")
                                            && POOLS.contains(call.getTargetOwner().getName()));
                    boolean closes = from.isAssignableTo(AutoCloseable.class);
                    if ((starts && !closes) || NOBODYS_POOL.matcher(target).matches()) {
                        events.add(SimpleConditionEvent.violated(call, call.getDescription()));
                    }
                }
            }
        };
    }
}
