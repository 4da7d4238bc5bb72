// Sums of 32-bit integers in vectors of 16 bytes.

#include <arm_neon.h>

#include "code_query.h"

#define STEP_BYTES 16

static inline uint8x16_t load_codes(const void *at) { return vld1q_u8((const uint8_t *)at); }

static inline int8x16_t load_signed(const void *at) { return vld1q_s8((const int8_t *)at); }

static inline int total(int32x4_t sum) { return vaddvq_s32(sum); }
