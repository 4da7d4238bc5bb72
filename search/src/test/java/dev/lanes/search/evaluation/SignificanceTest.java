package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificanceTest {
    /// "Student" (1908), the additional hours of sleep that ten patients gained by two drugs: he
    /// found a mean difference of 1.58 and odds that later tables give as t = 4.0621 and, on 9
    /// degrees of freedom, p = .002833.
    @Test
    void tTestOfStudentsOwnExample() {
        double[] first = {1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        double[] second = {.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2};
        PairedTTest test = PairedTTest.of(first, second);
        assertThat(test.pairs()).isEqualTo(10);
        assertThat(test.meanDifference()).isCloseTo(1.58, within(1e-12));
        assertThat(test.t()).isCloseTo(4.0621, within(5e-5));
        assertThat(test.p()).isCloseTo(.002833, within(5e-7));
    }

    /// The usual table of critical values of t, two-sided.
    @ParameterizedTest
    @CsvSource({
        "1, 12.706, .05", "1, 63.657, .01", "2, 4.303, .05", "5, 2.571, .05", "10, 2.228, .05",
        "10, 3.169, .01", "20, 2.086, .05", "30, 2.042, .05", "30, 2.750, .01", "60, 2.000, .05",
        "120, 1.980, .05", "120, 3.373, .001", "1000, 1.962, .05"
    })
    void agreesWithPublishedTables(int degrees, double t, double p) {
        assertThat(StudentT.twoSided(t, degrees)).isCloseTo(p, Percentage.withPercentage(.2));
        assertThat(StudentT.twoSided(-t, degrees)).isEqualTo(StudentT.twoSided(t, degrees));
    }

    /// For whole degrees of freedom the distribution is a finite sum (Abramowitz and Stegun, 26.7.3
    /// and 26.7.4), which is another way to the same value.
    @Test
    void agreesWithTheFiniteSum() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 3000; i++) {
            int degrees = 1 + random.nextInt(i % 2 == 0 ? 12 : 2000);
            double t = random.nextDouble(5);
            assertThat(StudentT.twoSided(t, degrees))
                    .as("t %s, degrees %d, seed %d", t, degrees, seed)
                    .isCloseTo(1 - inside(t, degrees), within(1e-11));
        }
    }

    /// The probability that |T| is at most t.
    private static double inside(double t, int degrees) {
        double angle = Math.atan(t / Math.sqrt(degrees));
        double cos = Math.cos(angle);
        double sum = 0;
        double term = degrees % 2 == 0 ? 1 : cos;
        for (int j = degrees % 2; j <= degrees - 2; j += 2) {
            sum += term;
            term *= cos * cos * (j + 1) / (j + 2);
        }
        return degrees % 2 == 0
                ? Math.sin(angle) * sum
                : 2 / Math.PI * (angle + Math.sin(angle) * sum);
    }

    @Test
    void knowsTheTails() {
        assertThat(StudentT.twoSided(0, 5)).isEqualTo(1);
        assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 5)).isZero();
        // 2 · (1/2 - arctan(t)/π) ≈ 2 / (π t) for large t
        assertThat(StudentT.twoSided(1e12, 1))
                .isCloseTo(2 / Math.PI / 1e12, Percentage.withPercentage(1e-6));
    }

    @Test
    void knowsWhenThereIsNothingToTest() {
        double[] same = {.1, .2, .3};
        assertThat(PairedTTest.of(same, same)).isEqualTo(new PairedTTest(3, 0, 0, 1));
        assertThat(RandomisationTest.of(same, same).p()).isEqualTo(1);
        assertThat(BootstrapInterval.of(same, same)).isEqualTo(new BootstrapInterval(0, 0, 0));
        PairedTTest always = PairedTTest.of(new double[] {2, 3, 4}, new double[] {1, 2, 3});
        assertThat(always).isEqualTo(new PairedTTest(3, 1, Double.POSITIVE_INFINITY, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTTest.of(new double[] {1}, new double[] {2}))
                .withMessage("pairs must be at least 2 but were 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTTest.of(new double[] {1}, new double[] {2, 3}))
                .withMessage("values must come in pairs but were 1 and 2");
    }

    /// Differences 1, 2, 3: of the 8 ways to sign them, two sum to 6 or -6; for 1, 2, -3, whose sum
    /// is 0, all do.
    @Test
    void randomisationTriesAllWaysOfFewPairs() {
        var zero = new double[3];
        assertThat(RandomisationTest.of(new double[] {1, 2, 3}, zero, 1000, 1))
                .isEqualTo(new RandomisationTest(3, 2, 8, .25));
        assertThat(RandomisationTest.of(new double[] {1, 2, -3}, zero, 1000, 1).p()).isEqualTo(1);
        // 1 + 2 - 1 = 2: all signings but ±(1 + (-2) - (-1)) = 0 and ±(-1 + 2 - 1)… = 0 reach 2
        assertThat(RandomisationTest.of(new double[] {1, 2, -1}, zero, 1000, 1).p()).isEqualTo(.75);
    }

    @Test
    void randomDrawsComeCloseToAllWays() {
        var random = new SplittableRandom(7);
        var first = new double[14];
        var second = new double[14];
        for (int i = 0; i < first.length; i++) {
            first[i] = random.nextDouble();
            second[i] = random.nextDouble() - .2;
        }
        double exact = RandomisationTest.of(first, second).p();
        // 2^14 = 16,384 ways are more than 16,000 draws
        RandomisationTest drawn = RandomisationTest.of(first, second, 16_000, 3);
        assertThat(drawn.rounds()).isEqualTo(16_000);
        assertThat(drawn.p()).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / 16_000)));
        assertThat(RandomisationTest.of(first, second, 16_000, 3)).isEqualTo(drawn);
        assertThat(PairedTTest.of(first, second).p()).isCloseTo(exact, within(.02));
    }

    /// More pairs than a long has bits, all in favour of the first.
    @Test
    void randomisationSignsEveryPair() {
        var first = new double[130];
        Arrays.fill(first, 1);
        assertThat(RandomisationTest.of(first, new double[130], 999, 1).p()).isEqualTo(1 / 1000.);
        var mixed = new double[130];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = i % 2 == 0 ? 1 : -1.1;
        }
        assertThat(RandomisationTest.of(mixed, new double[130], 9999, 1).p()).isGreaterThan(.3);
    }

    /// The mean of 400 values of unit variance has a standard error of .05, so the bounds lie 1.96
    /// times that from it.
    @Test
    void bootstrapFindsTheStandardError() {
        var random = new SplittableRandom(11);
        var first = new double[400];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = random.nextGaussian();
            sum += first[i];
            squares += first[i] * first[i];
        }
        double mean = sum / 400;
        double error = Math.sqrt((squares / 400 - mean * mean) / 400);
        BootstrapInterval interval = BootstrapInterval.of(first, new double[400]);
        assertThat(interval.low()).isCloseTo(mean - 1.96 * error, within(.1 * error));
        assertThat(interval.high()).isCloseTo(mean + 1.96 * error, within(.1 * error));
    }
}
