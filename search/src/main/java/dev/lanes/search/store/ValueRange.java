package dev.lanes.search.store;

import java.util.ArrayList;
import java.util.List;

/// Which values of a field are asked for.
public final class ValueRange {
    private static final ValueRange ALL = new ValueRange(List.of(), List.of());

    private final List<String> conditions;
    private final List<Object> bounds;

    private ValueRange(List<String> conditions, List<Object> bounds) {
        this.conditions = conditions;
        this.bounds = bounds;
    }

    /// Any value.
    public static ValueRange all() {
        return ALL;
    }

    /// One value.
    public static ValueRange of(Object value) {
        return ALL.and("=", value);
    }

    /// Texts that begin with one.
    public static ValueRange prefix(String prefix) {
        ValueRange range = ALL.and(">=", prefix);
        int last = prefix.length();
        while (last > 0) {
            int character = prefix.codePointBefore(last);
            last -= Character.charCount(character);
            if (character < Character.MAX_CODE_POINT) {
                // UTF-8 has the order of the characters, and none between these two.
                int next = character == 0xd7ff ? 0xe000 : character + 1;
                return range.and("<", prefix.substring(0, last) + Character.toString(next));
            }
        }
        return range;
    }

    /// The same, above or below a bound.
    ///
    /// @param comparison `<`, `<=`, `>`, `>=` or `=`
    public ValueRange and(String comparison, Object bound) {
        if (!List.of("<", "<=", ">", ">=", "=").contains(comparison)) {
            throw new IllegalArgumentException(
                    "comparison must be one of < <= > >= = but was " + comparison);
        }
        List<String> more = new ArrayList<>(conditions);
        more.add("value " + comparison + " ?");
        List<Object> values = new ArrayList<>(bounds);
        values.add(bound);
        return new ValueRange(List.copyOf(more), List.copyOf(values));
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] parameters() {
        return bounds.toArray();
    }
}
