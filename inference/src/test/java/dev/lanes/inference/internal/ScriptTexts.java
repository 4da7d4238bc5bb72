package dev.lanes.inference.internal;

import java.util.List;
import java.util.random.RandomGenerator;

/// Made-up texts in many scripts, with what real ones bring along: digits, punctuation, marks,
/// emoji, strange blanks.
final class ScriptTexts {
    /// First and last letters of scripts, most of them wholly assigned.
    private static final int[][] SCRIPTS = {
        {'a', 'z'},
        {'A', 'Z'},
        {0xC0, 0x17F},
        {0x1E00, 0x1EFF},
        {0x391, 0x3C9},
        {0x410, 0x44F},
        {0x531, 0x556},
        {0x5D0, 0x5EA},
        {0x621, 0x64A},
        {0x905, 0x939},
        {0x985, 0x9A8},
        {0xB85, 0xBB9},
        {0xE01, 0xE30},
        {0x10D0, 0x10F0},
        {0x1200, 0x1248},
        {0x1780, 0x17B3},
        {0x3041, 0x3093},
        {0x30A1, 0x30F6},
        {0x4E00, 0x9FA5},
        {0xAC00, 0xD7A3},
        {0xFF01, 0xFF5E},
        {0x1D400, 0x1D433},
        {0x20000, 0x20100}
    };

    private static final List<String> EXTRAS =
            List.of(
                    "12",
                    "3,141.59",
                    "…",
                    "!?",
                    "»",
                    "—",
                    "😀",
                    "👩‍👩‍👧",
                    "🇩🇪",
                    "½",
                    "ﬁ",
                    "№",
                    "e\u0301",
                    "\u0300",
                    "\u200D",
                    "\u00A0",
                    "\u3000",
                    "\t",
                    "\r\n",
                    "\u2028",
                    "http://a.b/c?d=e",
                    "@x",
                    "#y",
                    "℃",
                    "①",
                    "㎏",
                    "ｶﾞ",
                    "\u0E33",
                    "\uFEFF",
                    "\u00AD",
                    "☃☃",
                    "\uE000",
                    "<",
                    ">",
                    "_",
                    "▁");

    private ScriptTexts() {}

    static String next(RandomGenerator random) {
        var text = new StringBuilder();
        int[] script = SCRIPTS[random.nextInt(SCRIPTS.length)];
        int words = random.nextInt(1, 12);
        for (int word = 0; word < words; word++) {
            if (random.nextInt(8) == 0) {
                script = SCRIPTS[random.nextInt(SCRIPTS.length)];
            }
            int letters = random.nextInt(1, 10);
            for (int i = 0; i < letters; i++) {
                text.appendCodePoint(random.nextInt(script[0], script[1] + 1));
            }
            if (random.nextInt(4) == 0) {
                text.append(EXTRAS.get(random.nextInt(EXTRAS.size())));
            }
            text.append(" ".repeat(random.nextInt(10) == 0 ? 2 : 1));
        }
        return text.toString();
    }
}
