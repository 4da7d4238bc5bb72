// What jni.c calls. The compiler sees no libc here and no jni.h: the border passes nothing but
// integers, so the two types that it needs are declared where it is.

// Scores rows[0..count) against the query into results[0..count). bytes says how many bytes of a row
// hold what is compared, a multiple of 64.
typedef void block_kernel(
    const void *query, const void *const *rows, int count, int bytes, float *results);

// Makes a query of a row of 8-bit codes (row_query.h) at query. bytes says how many bytes of codes a row
// has, a multiple of 64.
typedef void row_query_kernel(const void *row, const void *rounding, int bytes, void *query);

// One bit a tier, as in dev.lanes.simd.Tier. A tier has all instructions of those before it on its
// machine.
enum tier {
    TIER_AVX2 = 1,
    TIER_AVX512 = 2,
    TIER_NEON = 4,
    TIER_VNNI = 8,
    TIER_AMX = 16,
    TIER_DOTPROD = 32
};

// The tiers that this processor has and whose registers the system saves.
int cpu_tiers(void);

// Ways in which rows lie and are compared, as in dev.lanes.simd.BlockOperation.
enum operation {
    F32_DOT = 0,
    F32_SQUARED_L2 = 1,
    BF16_DOT = 2,
    BF16_SQUARED_L2 = 3,
    U8_DOT = 4,
    U4_DOT = 5,
    U1_DOT = 6,
    BITS_HAMMING = 7,
    BITS_JACCARD = 8
};

// The kernel that a tier runs: its own, or that of the next lower tier that has one.
block_kernel *block_kernel_of(enum operation operation, int tier);
row_query_kernel *u8_query_of(int tier);

block_kernel f32_dot_avx2;
block_kernel f32_dot_avx512;
block_kernel f32_dot_neon;
block_kernel f32_l2_avx2;
block_kernel f32_l2_avx512;
block_kernel f32_l2_neon;
block_kernel bf16_dot_avx2;
block_kernel bf16_dot_avx512;
block_kernel bf16_dot_neon;
block_kernel bf16_l2_avx2;
block_kernel bf16_l2_avx512;
block_kernel bf16_l2_neon;
block_kernel u8_dot_avx2;
block_kernel u8_dot_avx512;
block_kernel u8_dot_vnni;
block_kernel u8_dot_neon;
block_kernel u8_dot_dotprod;
block_kernel u4_dot_avx2;
block_kernel u4_dot_avx512;
block_kernel u4_dot_vnni;
block_kernel u4_dot_neon;
block_kernel u4_dot_dotprod;
block_kernel u1_dot_avx2;
block_kernel u1_dot_avx512;
block_kernel u1_dot_vnni;
block_kernel u1_dot_neon;
block_kernel bits_hamming_avx2;
block_kernel bits_hamming_avx512;
block_kernel bits_hamming_vnni;
block_kernel bits_hamming_neon;
block_kernel bits_jaccard_avx2;
block_kernel bits_jaccard_avx512;
block_kernel bits_jaccard_vnni;

row_query_kernel u8_query_avx2;
row_query_kernel u8_query_avx512;
row_query_kernel u8_query_neon;
block_kernel bits_jaccard_neon;

// What memory is aligned to, so that huge pages of x86-64, and of aarch64 with pages of 4 KiB, fit.
#define HUGE_PAGE (2L << 20)

// Zeroed memory that is aligned to HUGE_PAGE: its address, or what the system says is wrong, negated.
// bytes is a multiple of HUGE_PAGE.
long memory_map(long bytes);
long memory_unmap(long address, long bytes);

// Asks for huge pages; to be called before the memory is touched.
long memory_advise_huge(long address, long bytes);
