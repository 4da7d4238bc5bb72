package dev.lanes.simd;

import java.util.Locale;
import java.util.Optional;

/// A set of instructions that kernels are compiled for, the better ones later. An operation that
/// has nothing of its own for a tier runs what it has for the next lower one.
public enum Tier {
    /// x86-64 with AVX2 and FMA.
    AVX2(1),
    /// x86-64 with AVX-512 F, DQ, BW and VL.
    AVX512(2),
    /// AVX512 with VNNI, VPOPCNTDQ, BITALG and VBMI: Ice Lake, Zen 4 and later.
    VNNI(8),
    /// VNNI with AMX tiles of bytes: Sapphire Rapids and later.
    AMX(16),
    /// aarch64, every one.
    NEON(4),
    /// aarch64 with dot products of bytes: ARMv8.4 and many of 8.2.
    DOTPROD(32);

    /// The bit of `enum tier` in kernels.h.
    final int bit;

    Tier(int bit) {
        this.bit = bit;
    }

    /// The name in settings and logs.
    ///
    /// @return for example "avx512"
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The best of a set.
    static Optional<Tier> best(int bits) {
        var best = Optional.<Tier>empty();
        for (var tier : values()) {
            if ((bits & tier.bit) != 0) {
                best = Optional.of(tier);
            }
        }
        return best;
    }
}
