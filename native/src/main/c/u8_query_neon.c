// A row of 8-bit codes as a query, NEON.
//
// Limit: see row_query.h.

#include <arm_neon.h>

#include "kernels.h"
#include "code_query.h"

#define STEP_CODES 8

typedef int16x8_t shorts;
// Eight lanes, as row_query.h wants them.
typedef struct {
    int32x4_t low;
    int32x4_t high;
} ints;

static inline shorts repeated(short value) { return vdupq_n_s16(value); }

static inline shorts load(const short *at) { return vld1q_s16(at); }

static inline shorts add(shorts a, shorts b) { return vaddq_s16(a, b); }

static inline shorts centred(const char *codes) {
    uint16x8_t doubled = vshll_n_u8(vld1_u8((const uint8_t *)codes), 1);
    return vsubq_s16(vreinterpretq_s16_u16(doubled), vdupq_n_s16(255));
}

static inline shorts shifted_by_7(shorts a) { return vshlq_n_s16(a, 7); }

// (a · b + 2^14) >> 15
static inline shorts rounded_product(shorts a, shorts b) { return vqrdmulhq_s16(a, b); }

static inline shorts magnitude(shorts a) { return vabsq_s16(a); }

static inline shorts larger(shorts a, shorts b) { return vmaxq_s16(a, b); }

static inline int largest_of(shorts magnitudes) { return vmaxvq_s16(magnitudes); }

static inline void store_codes(char *at, shorts codes) { vst1_s8((int8_t *)at, vmovn_s16(codes)); }

static inline ints add_products(ints sum, shorts a, shorts b) {
    sum.low = vmlal_s16(sum.low, vget_low_s16(a), vget_low_s16(b));
    sum.high = vmlal_high_s16(sum.high, a, b);
    return sum;
}

static inline long total_of(ints sum) { return vaddlvq_s32(sum.low) + vaddlvq_s32(sum.high); }

#include "row_query.h"

void u8_query_neon(const void *row, const void *rounding, int bytes, void *query) {
    row_query(row, rounding, bytes, query);
}
