package dev.lanes.search;

import java.util.List;

/// A value of a document's top level, as far as the collection looks at it.
///
/// @param kind what it is
/// @param text the string's characters, the number's digits, `true` or `false`; empty for
///   everything else
/// @param elements of an array, themselves without elements or members
/// @param raw the value to the letter
record JsonValue(Kind kind, String text, List<JsonValue> elements, String raw) {
    enum Kind {
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null"),
        ARRAY("an array"),
        OBJECT("an object");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
