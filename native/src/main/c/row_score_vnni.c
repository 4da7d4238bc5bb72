// Scores rows of terms by those postings only whose term the query may have: of each term ten bits are looked
// up in a filter of 1,024 bits, which fills two registers, 64 terms at a time.
//
// Limit: some ten instructions for 64 terms, and a branch for each posting that passes: a query of 40 terms
// lets one in 25 pass that it does not have. These are looked up among the query's terms alone, which the
// first-level cache holds. The four lines of a row lie in no cache: the first loop over a group waits for no
// branch, so those of several rows are fetched at once.
//
// Law: the same bits as dev.lanes.sparse.ForwardIndex.score: a term that the query does not have adds 0 to
// a sum, and what is left is added to the same sums in the same order.

#include <immintrin.h>

#include "row_terms.h"

// Terms a step.
#define STEP 64
// Steps of a row that are filtered before it is summed up.
#define KNOWN 4
// Rows that are filtered before they are summed up.
#define GROUP 32

struct filter {
    __m512i low;
    __m512i high;
};

// Bytes of the numbers and, shifted, of the bytes of the filter where they are looked up.
struct numbers {
    __m512i bit;
    __m512i place;
};

static inline __m512i halves(__m256i low, __m256i high) {
    return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

static inline __m256i quarters(__m128i low, __m128i high) {
    return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

static inline struct numbers numbers16(const char *terms, unsigned long there) {
    __m512i low = _mm512_maskz_loadu_epi16((__mmask32)there, terms);
    __m512i high = _mm512_maskz_loadu_epi16((__mmask32)(there >> 32), terms + 64);
    return (struct numbers){
        halves(_mm512_cvtepi16_epi8(low), _mm512_cvtepi16_epi8(high)),
        halves(
            _mm512_cvtepi16_epi8(_mm512_srli_epi16(low, 3)),
            _mm512_cvtepi16_epi8(_mm512_srli_epi16(high, 3)))};
}

static inline struct numbers numbers32(const char *terms, unsigned long there) {
    __m128i bits[4];
    __m128i places[4];
    for (int i = 0; i < 4; i++) {
        __m512i part = _mm512_maskz_loadu_epi32((__mmask16)(there >> 16 * i), terms + 64 * i);
        bits[i] = _mm512_cvtepi32_epi8(part);
        places[i] = _mm512_cvtepi32_epi8(_mm512_srli_epi32(part, 3));
    }
    return (struct numbers){
        halves(quarters(bits[0], bits[1]), quarters(bits[2], bits[3])),
        halves(quarters(places[0], places[1]), quarters(places[2], places[3]))};
}

// A bit for each of the terms that may be in the query. "there" has a bit for each that the row has.
static inline unsigned long
passing(const struct filter *filter, const char *terms, unsigned long there, int term_bytes) {
    struct numbers numbers = term_bytes == 2 ? numbers16(terms, there) : numbers32(terms, there);
    __m512i powers = _mm512_set1_epi64((long)0x8040201008040201ul);
    __m512i bit = _mm512_shuffle_epi8(powers, _mm512_and_si512(numbers.bit, _mm512_set1_epi8(7)));
    // Of a place the lowest seven bits count.
    __m512i byte = _mm512_permutex2var_epi8(filter->low, numbers.place, filter->high);
    return _mm512_test_epi8_mask(bit, byte) & there;
}

static inline float weight_asked(const struct row_job *job, unsigned term) {
    unsigned at = term & job->asked_mask;
    while (job->asked[at].term != NO_TERM) {
        if (job->asked[at].term == term) {
            return job->asked[at].weight;
        }
        at = (at + 1) & job->asked_mask;
    }
    return 0;
}

// Those of one step of a row.
static inline unsigned long
passing_at(const struct filter *filter, struct row row, unsigned long from, int term_bytes) {
    unsigned long rest = row.length - from;
    unsigned long there = rest < STEP ? (1ul << rest) - 1 : ~0ul;
    return passing(filter, row.at + from * (unsigned)term_bytes, there, term_bytes);
}

// What of a row is known before it is summed up.
struct filtered {
    struct row row;
    // Of its first steps: those terms that may be in the query.
    unsigned long passing[KNOWN];
};

// Without a branch that waits for the row, so that the next ones are fetched meanwhile. term_bytes and
// weight_bytes are constants where it is called.
static inline void filter_row(const struct filter *filter, struct filtered *known, int term_bytes) {
    for (unsigned long step = 0; step < KNOWN && step * STEP < known->row.length; step++) {
        known->passing[step] = passing_at(filter, known->row, step * STEP, term_bytes);
    }
}

static inline float sum_up(
    const struct row_job *job,
    const struct filter *filter,
    const struct filtered *known,
    int term_bytes,
    int weight_bytes) {
    struct row row = known->row;
    const char *weights = row.at + row.length * (unsigned)term_bytes;
    double s[SUMS] = {0};
    for (unsigned long i = 0; i < row.length; i += STEP) {
        unsigned long left =
            i < KNOWN * STEP ? known->passing[i / STEP] : passing_at(filter, row, i, term_bytes);
        for (; left != 0; left &= left - 1) {
            unsigned long at = i + (unsigned)__builtin_ctzl(left);
            float query = weight_asked(job, term_at(row.at, at, term_bytes));
            s[at % SUMS] += (double)query * (double)weight_at(weights, at, weight_bytes);
        }
    }
    return total(s);
}

static inline void score_all(struct row_job *job, int term_bytes, int weight_bytes) {
    struct filter filter = {_mm512_loadu_si512(job->filter), _mm512_loadu_si512(job->filter + 64)};
    struct filtered group[GROUP];
    for (int from = 0; from < job->count; from += GROUP) {
        int count = job->count - from < GROUP ? job->count - from : GROUP;
        for (int i = 0; i < count; i++) {
            group[i].row = row_of(job, job->ordinals[from + i]);
            filter_row(&filter, &group[i], term_bytes);
        }
        for (int i = 0; i < count; i++) {
            job->scores[from + i] = sum_up(job, &filter, &group[i], term_bytes, weight_bytes);
        }
    }
}

#define SCORE row_score_vnni
#include "row_score.h"
