// What the batch kernels for VNNI and for AMX share: AMX takes whole tiles, and VNNI what is left.

#include "integers_avx512.h"

// By instruction: gcc 12 keeps a copy of every sum on the stack beside _mm512_dpbusd_epi32, at half of
// the speed.
static inline accumulator multiply_add(accumulator sum, operand row, operand query) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(row), "v"(query));
    return sum;
}

#include "batch_u8_by4.h"

static const unsigned *ready(const struct batch_job *job, const unsigned char *record, int place) {
    (void)job;
    (void)place;
    return (const unsigned *)record;
}
