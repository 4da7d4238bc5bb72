package dev.lanes.search;

/// A value of a document's top level, as far as the collection looks at it.
///
/// @param kind what it is
/// @param text the string's characters or the number's digits; empty for everything else
record JsonValue(Kind kind, String text) {
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
