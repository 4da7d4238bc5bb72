package dev.lanes.simd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// As much of a little-endian 64-bit ELF file as says what a library needs and offers. Binutils are
/// not on every machine.
final class ElfFile {
    private static final int DYNAMIC = 6;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int SYMBOL_BYTES = 24;
    private static final int LOCAL = 0;
    private static final int STACK = 0x6474e551;

    private final ByteBuffer file;

    ElfFile(byte[] bytes) throws IOException {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt(0) != 0x464c457f || file.getShort(4) != 0x0102) {
            throw new IOException("not a little-endian 64-bit ELF file");
        }
    }

    /// The tags of the dynamic section: 1 is NEEDED, 22 is TEXTREL.
    List<Long> dynamicTags() {
        var tags = new ArrayList<Long>();
        int section = section(DYNAMIC);
        for (int at = offset(section); at < end(section); at += 16) {
            tags.add(file.getLong(at));
        }
        return tags;
    }

    /// What the loader would have to find elsewhere.
    List<String> undefinedSymbols() {
        return symbols(symbol -> !isDefined(symbol));
    }

    /// What other libraries can link to. A linker may leave local symbols in the table, such as
    /// those of sections, which nobody can.
    List<String> exportedSymbols() {
        return symbols(symbol -> isDefined(symbol) && file.get(symbol + 4) >>> 4 != LOCAL);
    }

    private boolean isDefined(int symbol) {
        return file.getShort(symbol + 6) != 0;
    }

    private List<String> symbols(IntPredicate wanted) {
        var names = new ArrayList<String>();
        int section = section(DYNAMIC_SYMBOLS);
        int strings = offset(sectionAt(file.getInt(section + 0x28)));
        // The first symbol is empty by definition.
        for (int at = offset(section) + SYMBOL_BYTES; at < end(section); at += SYMBOL_BYTES) {
            if (wanted.test(at)) {
                names.add(string(strings + file.getInt(at)));
            }
        }
        return names;
    }

    /// Whether the library asks for a stack on which code can run, as it does by saying nothing.
    boolean wantsExecutableStack() {
        int headers = (int) file.getLong(0x20);
        for (int i = 0; i < file.getShort(0x38); i++) {
            int at = headers + i * file.getShort(0x36);
            if (file.getInt(at) == STACK) {
                return (file.getInt(at + 4) & 1) != 0;
            }
        }
        return true;
    }

    private int section(int type) {
        for (int i = 0; i < file.getShort(0x3c); i++) {
            if (file.getInt(sectionAt(i) + 4) == type) {
                return sectionAt(i);
            }
        }
        throw new IllegalStateException("no section of type " + type);
    }

    private int sectionAt(int index) {
        return (int) file.getLong(0x28) + index * file.getShort(0x3a);
    }

    private int offset(int section) {
        return (int) file.getLong(section + 0x18);
    }

    private int end(int section) {
        return offset(section) + (int) file.getLong(section + 0x20);
    }

    private String string(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), at, end - at, StandardCharsets.US_ASCII);
    }
}
