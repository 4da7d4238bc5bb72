package dev.lanes.inference;

import java.util.List;

/// Texts that are none to speak of, which every encoder takes.
final class OddTexts {
    static final List<String> ALL =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b\u0001\u007F",
                    "\uD800",
                    "a\uDC00b",
                    "\uDE00\uD83D");

    private OddTexts() {}
}
