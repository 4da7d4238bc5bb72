package dev.lanes.memory;

import java.nio.charset.StandardCharsets;

/// Which kind of file this is, and in which version it is written.
///
/// @param magic eight ASCII characters that open every file of this kind
/// @param version raised when the sections change their meaning
public record SectionFormat(String magic, int version) {
    public SectionFormat {
        if (magic.length() != SectionFileLayout.NAME_BYTES
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(magic)) {
            throw new IllegalArgumentException(
                    "magic must be 8 ASCII characters but was \"%s\"".formatted(magic));
        }
    }
}
