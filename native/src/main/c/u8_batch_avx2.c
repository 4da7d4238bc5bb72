// Many queries against rows of 8-bit codes, AVX2.
//
// Limit: 16 multiply-adds for two instructions (batch.h). _mm256_maddubs_epi16 would take 32, but
// loses bits.

#include "floats_avx2.h"

typedef __m256i accumulator;
typedef __m256i operand;

static inline accumulator zero(void) { return _mm256_setzero_si256(); }

// By instruction: gcc 12 would make all products first, and have no registers for them.
static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    __m256i product;
    __asm__("vpmaddwd %3, %2, %1\n\tvpaddd %1, %0, %0"
            : "+x"(sum), "=&x"(product)
            : "x"(row), "x"(query));
    return sum;
}

static inline accumulator add_neighbours(accumulator sum) {
    return _mm256_add_epi32(sum, neighbours(sum));
}

static inline accumulator add_pairs(accumulator sum) { return _mm256_add_epi32(sum, pairs(sum)); }

static inline floats scaled(floats scale, accumulator sum, float addend) {
    return _mm256_fmadd_ps(scale, _mm256_cvtepi32_ps(sum), _mm256_set1_ps(addend));
}

// Of three, no register is left for the product.
#define MOST_VECTORS 2

#include "batch_u8_by2.h"

void u8_batch_pack_avx2(struct batch_job *job) { pack(job); }

int u8_batch_avx2(struct batch_job *job) { return score(job); }
