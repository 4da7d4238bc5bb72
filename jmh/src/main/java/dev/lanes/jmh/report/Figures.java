package dev.lanes.jmh.report;

import java.text.NumberFormat;
import java.util.Locale;

/// Numbers as the tables show them, the same on every machine: a point before the decimals, a comma
/// between thousands.
final class Figures {
    private Figures() {}

    static String format(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }
}
