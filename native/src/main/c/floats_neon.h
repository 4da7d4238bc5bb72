// Four lanes, of which floats come out at the end.

#include <arm_neon.h>

#define LANES 4
#define SIDE 8

typedef float32x4_t floats;
typedef uint32x4_t operand;

static inline floats load_floats(const float *at) { return vld1q_f32(at); }

static inline void store_floats(float *at, floats values) { vst1q_f32(at, values); }

static inline unsigned reached(floats values, floats thresholds) {
    static const unsigned bit_of_lane[LANES] = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcgtq_f32(values, thresholds), vld1q_u32(bit_of_lane)));
}

static inline operand load(const void *at) { return vld1q_u32(at); }

static inline operand broadcast(const unsigned *word) { return vld1q_dup_u32(word); }

static inline operand broadcast2(const unsigned *words) {
    uint32x2_t two = vld1_u32(words);
    return vcombine_u32(two, two);
}

static inline operand broadcast4(const unsigned *words) { return vld1q_u32(words); }
