// How many bits of each byte are set: a table of 16, looked up for both halves of a byte.

static inline __m512i population(__m512i bits) {
    __m512i table = _mm512_broadcast_i32x4(
        _mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
    __m512i half = _mm512_set1_epi8(0x0f);
    __m512i low = _mm512_shuffle_epi8(table, _mm512_and_si512(bits, half));
    __m512i high = _mm512_shuffle_epi8(table, _mm512_and_si512(_mm512_srli_epi16(bits, 4), half));
    return _mm512_add_epi8(low, high);
}

// Adds bytes to 32-bit sums.
static inline __m512i widen(__m512i sum, __m512i bytes) {
    return _mm512_add_epi32(sum, _mm512_sad_epu8(bytes, _mm512_setzero_si512()));
}
