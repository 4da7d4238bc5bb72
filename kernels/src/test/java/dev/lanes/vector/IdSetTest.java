package dev.lanes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdSetTest {
    private static final long MIN = Long.MIN_VALUE;
    private static final long MAX = Long.MAX_VALUE;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @RepeatedTest(20)
    void isWhatATreeSetIs() {
        var a = randomIds();
        var b = randomIds();
        var first = IdSet.of(a);
        var second = IdSet.of(b);

        assertSame(a, first);
        assertSame(a, IdSet.of(a.stream().mapToLong(id -> id)));
        assertSame(a, IdSet.fromBytes(first.toBytes()));
        var union = new TreeSet<>(a);
        union.addAll(b);
        assertSame(union, first.union(second));
        var intersection = new TreeSet<>(a);
        intersection.retainAll(b);
        assertSame(intersection, first.intersection(second));
        var difference = new TreeSet<>(a);
        difference.removeAll(b);
        assertSame(difference, first.difference(second));
        assertThat(first.difference(second).union(first.intersection(second)))
                .as("seed %d", seed)
                .isEqualTo(first)
                .hasSameHashCodeAs(first);
        // What they were made of has not changed.
        assertSame(a, first);
        assertSame(b, second);
    }

    /// Clusters of every form that a block is stored in, around places where signs and high bits
    /// change.
    private NavigableSet<Long> randomIds() {
        var ids = new TreeSet<Long>();
        long[] places = {0, MIN, MAX, -1, 1L << 32, -(1L << 32), 1L << 47, 65536};
        for (int cluster = random.nextInt(5); cluster > 0; cluster--) {
            long start = places[random.nextInt(places.length)] + random.nextInt(-70_000, 70_000);
            int step = random.nextInt(1, 30);
            int jitter = random.nextBoolean() ? 1 : step;
            for (int i = random.nextInt(10_000); i > 0; i--) {
                ids.add(start + (long) i * step + random.nextInt(jitter));
            }
        }
        random.longs(random.nextInt(200)).forEach(ids::add);
        return ids;
    }

    private void assertSame(NavigableSet<Long> expected, IdSet found) {
        var ids = expected.stream().mapToLong(id -> id).toArray();
        assertThat(found.size()).as("seed %d", seed).isEqualTo(ids.length);
        assertThat(found.isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(found.stream().toArray()).as("seed %d", seed).isEqualTo(ids);
        var each = LongStream.builder();
        found.forEach(each::add);
        assertThat(each.build().toArray()).as("seed %d", seed).isEqualTo(ids);
        for (long id : ids) {
            if (!found.contains(id) || found.contains(id + 1) != expected.contains(id + 1)) {
                throw new AssertionError("seed %d, id %d".formatted(seed, id));
            }
        }
        assertThat(found)
                .as("seed %d", seed)
                .isEqualTo(IdSet.of(ids))
                .hasSameHashCodeAs(IdSet.of(ids));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1",
        "-1, 0",
        "-200000, 200000",
        "-9223372036854775808, -9223372036854700000",
        "9223372036854700000, 9223372036854775807",
        "4294900000, 4295000000",
        "-4295000000, -4294900000"
    })
    void rangesHaveBothEnds(long from, long to) {
        var ids = new TreeSet<Long>();
        LongStream.rangeClosed(from, to).forEach(ids::add);
        var range = IdSet.range(from, to);
        assertSame(ids, range);
        assertThat(range.contains(from - 1)).isFalse();
        assertThat(range.toBytes().length).isLessThan(300);
    }

    @Test
    void longRangesAreCheapAndLongerOnesRefused() {
        long length = 1L << 36;
        var range = IdSet.range(-5, length - 6);
        assertThat(range.size()).isEqualTo(length);
        assertThat(range.contains(-6)).isFalse();
        assertThat(range.contains(length - 6)).isTrue();
        assertThat(range.contains(length - 5)).isFalse();
        for (long[] ends : new long[][] {{-5, length - 5}, {MIN, MAX}, {MIN, -1}, {1, 0}}) {
            assertThatThrownBy(() -> IdSet.range(ends[0], ends[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "range must have 1..%d ids but went from %d to %d"
                                    .formatted(length, ends[0], ends[1]));
        }
    }

    @Test
    void setsAreEqualHoweverTheyCameAbout() {
        var whole = IdSet.range(-100_000, 100_000);
        var parts = IdSet.of();
        for (long from = -100_000; from <= 100_000; from += 1000) {
            parts = parts.union(IdSet.range(from, Math.min(from + 999, 100_000)));
        }
        assertThat(parts).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(whole).isNotEqualTo(whole.difference(IdSet.of(17)));
        assertThat(IdSet.of(1, 2)).isEqualTo(IdSet.of(List.of(2L, 1L, 2L)));
        assertThat(IdSet.of()).isEqualTo(IdSet.of(new ArrayList<>())).isNotEqualTo(IdSet.of(0));
    }

    @Test
    void saysWhatItIs() {
        assertThat(IdSet.of()).hasToString("set of no ids");
        assertThat(IdSet.of(7, -3, 7)).hasToString("set of 2 ids from -3");
    }

    /// The example by hand, from the specification: one bucket, one array of one id.
    @Test
    void bytesAreThoseOfTheSpecification() {
        byte[] bytes = {
            1, 0, 0, 0, 0, 0, 0, 0, // one bucket
            5, 0, 0, 0, // whose high bits are 5
            0x3A, 0x30, 0, 0, 1, 0, 0, 0, // no runs, one container
            2, 0, 0, 0, // key 2, one id
            16, 0, 0, 0, // where it lies
            9, 0
        };
        var set = IdSet.of(5L << 32 | 2 << 16 | 9);
        assertThat(set.toBytes()).isEqualTo(bytes);
        assertThat(IdSet.fromBytes(bytes)).isEqualTo(set);
    }

    @Test
    void cutBytesAreRefused() {
        var good = allForms().toBytes();
        for (int length = 0; length < good.length; length += length < 100 ? 1 : 97) {
            assertRefused(Arrays.copyOf(good, length));
        }
        assertRefused(Arrays.copyOf(good, good.length + 1));
    }

    /// Each is refused or is a set that holds together: as many ids as it says, in order.
    @RepeatedTest(3)
    void damagedBytesAreRefusedOrASet() {
        var good = allForms().toBytes();
        for (int i = 0; i < 100; i++) {
            var bad = good.clone();
            int at = random.nextInt(random.nextBoolean() ? 100 : bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            try {
                var ids = IdSet.fromBytes(bad).stream().toArray();
                var ascending = LongStream.of(ids).sorted().distinct().toArray();
                assertThat(ids).as("seed %d", seed).isEqualTo(ascending);
                assertThat(IdSet.of(ids)).as("seed %d", seed).isEqualTo(IdSet.fromBytes(bad));
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("bytes must");
            }
        }
    }

    @RepeatedTest(10)
    void noiseIsRefused() {
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        assertRefused(noise);
    }

    /// Bytes that promise the most: as many buckets and containers as the format allows.
    @Test
    void hugePromisesAreRefused() {
        byte[] most = {
            -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0x3A, 0x30, 0, 0, 0, 0, 1, 0, 0, 0, -1, -1
        };
        assertRefused(most);
        most[19] = -1; // a negative number of containers
        assertRefused(most);
    }

    private IdSet allForms() {
        var scattered = LongStream.range(0, 100).map(i -> i * i);
        var dense = LongStream.range(0, 10_000).map(i -> (1L << 40) + 3 * i);
        return IdSet.of(LongStream.concat(scattered, dense)).union(IdSet.range(-70_000, -10));
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> IdSet.fromBytes(bytes))
                .as("seed %d", seed)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bytes must");
    }
}
