// How many bits of each byte are set: a table of 16, looked up for both halves of a byte.

static inline __m256i population(__m256i bits) {
    __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2,
        3, 1, 2, 2, 3, 2, 3, 3, 4);
    __m256i half = _mm256_set1_epi8(0x0f);
    __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(bits, half));
    __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(bits, 4), half));
    return _mm256_add_epi8(low, high);
}

// Adds bytes to 32-bit sums.
static inline __m256i widen(__m256i sum, __m256i bytes) {
    return _mm256_add_epi32(sum, _mm256_sad_epu8(bytes, _mm256_setzero_si256()));
}
