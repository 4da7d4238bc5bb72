package dev.lanes.search.evaluation;

/// Student's t distribution by the regularised incomplete beta function.
final class StudentT {
    private static final double PRECISION = 1e-15;

    /// Instead of zeros in denominators (Lentz's method, as modified by Thompson and Barnett,
    /// 1986).
    private static final double TINY = 1e-300;

    /// A continued fraction of this kind needs some √max(a, b) steps.
    private static final int STEPS = 100_000;

    /// Stirling's series has all digits of a double from here on.
    private static final double LARGE = 16;

    private StudentT() {}

    /// The probability that |T| is at least |t|: I_x(ν/2, 1/2) with x = ν / (ν + t²) (Abramowitz
    /// and Stegun, 26.7.1).
    ///
    /// @param t finite or infinite
    /// @param degrees ν, degrees of freedom, at least 1
    static double twoSided(double t, int degrees) {
        if (Double.isInfinite(t)) {
            return 0;
        }
        double squared = t * t;
        return incompleteBeta(
                degrees / (degrees + squared), squared / (degrees + squared), degrees / 2., .5);
    }

    /// I_x(a, b), by the fraction of DLMF 8.17.22, or by that of 1 - I_{1-x}(b, a), whichever
    /// converges fast.
    ///
    /// @param y 1 - x, which cannot be had from x when x is close to 1
    private static double incompleteBeta(double x, double y, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (y <= 0) {
            return 1;
        }
        double factor =
                Math.exp(
                        a * Math.log(x)
                                + b * Math.log(y)
                                + logGamma(a + b)
                                - logGamma(a)
                                - logGamma(b));
        return x < (a + 1) / (a + b + 2)
                ? factor * fraction(x, a, b) / a
                : 1 - factor * fraction(y, b, a) / b;
    }

    /// 1 / (1 + d₁ / (1 + d₂ / (1 + …))).
    private static double fraction(double x, double a, double b) {
        double numerator = 1;
        double denominator = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double value = denominator;
        for (int m = 1; m <= STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            denominator = 1 / nonZero(1 + even * denominator);
            numerator = nonZero(1 + even / numerator);
            value *= denominator * numerator;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            denominator = 1 / nonZero(1 + odd * denominator);
            numerator = nonZero(1 + odd / numerator);
            double change = denominator * numerator;
            value *= change;
            if (Math.abs(change - 1) < PRECISION) {
                return value;
            }
        }
        throw new ArithmeticException(
                "the incomplete beta function must converge but does not at x = %s, a = %s, b = %s"
                        .formatted(x, a, b));
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// ln Γ(z) for z > 0 by Stirling's series (Abramowitz and Stegun, 6.1.41), after Γ(z) = Γ(z +
    /// n) / (z (z + 1) … (z + n - 1)) has made z large.
    private static double logGamma(double z) {
        double product = 1;
        double large = z;
        while (large < LARGE) {
            product *= large;
            large++;
        }
        double r = 1 / (large * large);
        double series =
                (1 / 12. - r * (1 / 360. - r * (1 / 1260. - r * (1 / 1680. - r / 1188.)))) / large;
        return (large - .5) * Math.log(large)
                - large
                + Math.log(2 * Math.PI) / 2
                + series
                - Math.log(product);
    }
}
