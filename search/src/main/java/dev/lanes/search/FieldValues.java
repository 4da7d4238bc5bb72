package dev.lanes.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/// The values of documents and of filters as the database keeps and compares them.
final class FieldValues {
    /// What a date may look like, the longest first.
    private static final List<Function<String, Instant>> DATES =
            List.of(
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> start(LocalDate.parse(text)),
                    text -> start(YearMonth.parse(text).atDay(1)),
                    text -> start(Year.parse(text).atDay(1)));

    private FieldValues() {}

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// A value of a document: a String, a Long or a Double.
    ///
    /// @throws IllegalArgumentException when it is none of that kind; the message goes on behind
    ///   the name of the field
    static Object stored(ValueKind kind, JsonValue value) {
        boolean number = value.kind() == JsonValue.Kind.NUMBER;
        boolean string = value.kind() == JsonValue.Kind.STRING;
        return switch (kind) {
            case KEYWORD -> {
                require(number || string || value.kind() == JsonValue.Kind.BOOLEAN, kind, value);
                yield value.text();
            }
            case LONG -> {
                require(number, kind, value);
                yield whole(value);
            }
            case DOUBLE -> {
                require(number, kind, value);
                double parsed = Double.parseDouble(value.text());
                require(Double.isFinite(parsed), kind, value);
                // -0 and 0 are one value.
                yield parsed + 0.0;
            }
            case BOOLEAN -> {
                require(value.kind() == JsonValue.Kind.BOOLEAN, kind, value);
                yield value.text().equals("true") ? 1L : 0L;
            }
            case DATE -> {
                require(number || string, kind, value);
                yield number ? whole(value) : date(value.text());
            }
        };
    }

    private static Long whole(JsonValue value) {
        try {
            return Long.valueOf(value.text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "must be a whole number of 64 bits but was " + value.text(), e);
        }
    }

    /// A date as milliseconds since 1970.
    static Long date(String text) {
        for (Function<String, Instant> form : DATES) {
            try {
                return form.apply(text).toEpochMilli();
            } catch (DateTimeException e) {
                // Perhaps one of the other forms.
            } catch (ArithmeticException e) {
                break;
            }
        }
        throw new IllegalArgumentException(
                "must be a date such as 2026-11-22 or 2026-11-22T05:00:00Z but was \"%s\""
                        .formatted(text));
    }

    private static void require(boolean right, ValueKind kind, JsonValue value) {
        if (!right) {
            String wanted =
                    switch (kind) {
                        case KEYWORD -> "a string, a number or a boolean";
                        case LONG, DOUBLE -> "a number";
                        case BOOLEAN -> "true or false";
                        case DATE -> "a date or a number";
                    };
            throw new IllegalArgumentException(
                    "must be %s but was %s".formatted(wanted, value.kind()));
        }
    }
}
