// Dot product of unsigned bytes with a query of signed ones, AVX-512 VNNI.
//
// Limit: on cached rows, the loads: one of 64 bytes for each vpdpbusd; on other rows, memory (block.h).

#include "kernels.h"
#include "codes_avx512.h"

typedef __m512i operand;
typedef __m512i sums;

static inline operand load_query(const void *query, int at) { return load_codes(codes_of(query) + at); }

static inline sums accumulate(operand q, const char *row, sums sum) {
    return _mm512_dpbusd_epi32(sum, load_codes(row), q);
}

static inline float finish(const void *query, const char *row, sums sum) {
    return finish_codes(query, row, total(sum));
}

#include "block.h"

void u8_dot_vnni(const void *query, const void *const *rows, int count, int bytes, float *results) {
    block(query, rows, count, bytes, results);
}
