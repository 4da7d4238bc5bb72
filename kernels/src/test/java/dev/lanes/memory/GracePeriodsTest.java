package dev.lanes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GracePeriodsTest {
    private final GracePeriods grace = new GracePeriods();

    @Test
    void nobodyReadsSoAllHasPassed() {
        long stamp = grace.now();
        assertThat(grace.passed(stamp)).isTrue();
        assertThat(grace.passed(stamp)).isTrue();
        assertThat(grace.now()).isGreaterThan(stamp);
    }

    @Test
    void aReaderHoldsTheStampsThatCameAfterIt() {
        long before = grace.now();
        assertThat(grace.passed(before)).isTrue();
        int reader = grace.enter();
        long after = grace.now();
        for (int i = 0; i < 10; i++) {
            assertThat(grace.passed(after)).isFalse();
        }
        assertThat(grace.passed(before)).isTrue();
        grace.exit(reader);
        assertThat(grace.passed(after)).isTrue();
    }

    @Test
    void readersThatComeLaterDoNotHoldIt() {
        int early = grace.enter();
        long stamp = grace.now();
        assertThat(grace.passed(stamp)).isFalse();
        int late = grace.enter();
        grace.exit(early);
        assertThat(grace.passed(stamp)).isTrue();
        assertThat(grace.passed(grace.now())).isFalse();
        grace.exit(late);
        assertThat(grace.passed(grace.now())).isTrue();
    }

    /// There is a reader at any time, but none stays.
    @Test
    void readersWhoTakeTurnsDoNotHoldItForever() {
        int reader = grace.enter();
        for (int round = 0; round < 100; round++) {
            long stamp = grace.now();
            int turns = 0;
            while (!grace.passed(stamp)) {
                int next = grace.enter();
                grace.exit(reader);
                reader = next;
                turns++;
            }
            assertThat(turns).isBetween(1, 3);
        }
    }

    @Test
    void aReaderMayLeaveOnAnotherThread() {
        int ticket = CompletableFuture.supplyAsync(grace::enter).join();
        long stamp = grace.now();
        assertThat(grace.passed(stamp)).isFalse();
        grace.exit(ticket);
        assertThat(grace.passed(stamp)).isTrue();
    }

    @Test
    void stampsMustHaveBeenTaken() {
        assertThatThrownBy(() -> grace.passed(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stamp must be in 0..0 but was 1");
        assertThatThrownBy(() -> grace.passed(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private record Reader(int ticket, int number) {}

    private record Stamp(long value, Set<Integer> readersBefore) {}

    @RepeatedTest(20)
    void isWhatTheListOfReadersSays() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var readers = new ArrayList<Reader>();
        var stamps = new ArrayList<Stamp>();
        for (int step = 0; step < 2000; step++) {
            int action = random.nextInt(5);
            if (action < 2 && readers.size() < 5) {
                readers.add(new Reader(grace.enter(), step));
            } else if (action < 3 && !readers.isEmpty()) {
                grace.exit(readers.remove(random.nextInt(readers.size())).ticket());
            } else if (action == 3) {
                stamps.add(new Stamp(grace.now(), numbers(readers)));
            } else if (!stamps.isEmpty()) {
                var stamp = stamps.get(random.nextInt(stamps.size()));
                var left = numbers(readers);
                left.retainAll(stamp.readersBefore());
                if (grace.passed(stamp.value())) {
                    assertThat(left).as("seed %d, step %d", seed, step).isEmpty();
                }
            }
        }
        readers.forEach(reader -> grace.exit(reader.ticket()));
        assertThat(stamps).allMatch(stamp -> grace.passed(stamp.value()), "seed " + seed);
    }

    private static Set<Integer> numbers(List<Reader> readers) {
        var numbers = new HashSet<Integer>();
        readers.forEach(reader -> numbers.add(reader.number()));
        return numbers;
    }

    /// The writer moves one value from row to row and spoils the row before as soon as it may.
    @Test
    void noReaderSeesARowThatIsUsedAgain() {
        int rounds = 20_000;
        var rows = new int[2];
        var current = new AtomicIntegerArray(1);
        var done = new AtomicBoolean();
        var readers = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 3; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> spoiled(rows, current, done)));
        }
        for (int round = 0; round < rounds; round++) {
            int old = current.get(0);
            rows[1 - old] = 0;
            current.set(0, 1 - old);
            long stamp = grace.now();
            while (!grace.passed(stamp)) {
                Thread.onSpinWait();
            }
            rows[old] = 1;
        }
        done.set(true);
        assertThat(readers).allMatch(reader -> reader.join() == 0);
    }

    private int spoiled(int[] rows, AtomicIntegerArray current, AtomicBoolean done) {
        int spoiled = 0;
        while (!done.get()) {
            int ticket = grace.enter();
            int row = current.get(0);
            for (int i = 0; i < 20; i++) {
                spoiled += rows[row];
                Thread.onSpinWait();
            }
            grace.exit(ticket);
        }
        return spoiled;
    }
}
