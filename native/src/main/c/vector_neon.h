// Four floats a vector.

#include <arm_neon.h>

typedef float32x4_t vector;

static inline vector load(const float *at) { return vld1q_f32(at); }

// Halves are added to halves, the order of the Vector API backend at this width.
static inline float total(vector sum) {
    float32x2_t by2 = vadd_f32(vget_low_f32(sum), vget_high_f32(sum));
    return vget_lane_f32(by2, 0) + vget_lane_f32(by2, 1);
}
