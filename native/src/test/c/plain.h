// What the kernels compute, in plain loops over the layouts of a row and a query, and rows and queries
// of those layouts with random contents.

#include "../../main/c/code_query.h"

#include <stdint.h>
#include <stdlib.h>


// What lies behind the codes of a row: at most a bit_tail, padded to a cache line.
#define TAIL_BYTES 64

static int random_of(int from, int to) { return from + rand() % (to - from + 1); }

static float random_float(void) { return (float)random_of(-1000, 1000) / 500.0f; }

static float of_bfloat16(uint16_t bits) {
    union {
        uint32_t bits;
        float value;
    } wide = {(uint32_t)bits << 16};
    return wide.value;
}

// Memory of exactly so many bytes, so that a read beyond it is one beyond the allocation.
static char *memory(int bytes) {
    char *fresh = aligned_alloc(64, (size_t)(bytes + 63) / 64 * 64);
    if (fresh == NULL) {
        abort();
    }
    return fresh;
}

static char *random_row(enum operation family, int bytes) {
    int tail = family >= U8_DOT && family <= U1_DOT ? TAIL_BYTES : 0;
    char *row = memory(bytes + tail);
    for (int i = 0; i < bytes + tail; i++) {
        row[i] = (char)random_of(0, 255);
    }
    for (int i = 0; family <= F32_SQUARED_L2 && i < bytes / 4; i++) {
        ((float *)row)[i] = random_float();
    }
    for (int i = 0; (family == BF16_DOT || family == BF16_SQUARED_L2) && i < bytes / 2; i++) {
        // Exponents near 1, any sign and fraction.
        ((uint16_t *)row)[i] = (uint16_t)(random_of(0, 1) << 15 | random_of(120, 129) << 7 | random_of(0, 127));
    }
    if (tail != 0) {
        bit_tail numbers = {random_float(), random_float(), random_of(0, 8 * bytes)};
        *(bit_tail *)(row + bytes) = numbers;
    }
    return row;
}

// How many bytes of codes a query has for so many bytes of a row.
static int query_codes(enum operation family, int bytes) {
    return family == U8_DOT ? bytes : family == U4_DOT ? 2 * bytes : 4 * bytes;
}

static char *random_query(enum operation family, int bytes, int tail) {
    if (family == BITS_HAMMING || family == BITS_JACCARD || family <= F32_SQUARED_L2) {
        return random_row(family, bytes);
    }
    if (family == BF16_DOT || family == BF16_SQUARED_L2) {
        return random_row(F32_DOT, 2 * bytes);
    }
    int codes = query_codes(family, bytes);
    char *query = memory((int)sizeof(code_query) + codes);
    code_query *head = (code_query *)query;
    code_query numbers = {random_float(), random_float(), random_float(), random_float(), tail, 0, {0}};
    for (int i = 0; i < codes; i++) {
        int code = family == U1_DOT ? random_of(0, 255) : random_of(-127, 127);
        query[sizeof(code_query) + (size_t)i] = (char)code;
        numbers.total += code;
    }
    *head = numbers;
    return query;
}

static int bits(unsigned value) { return __builtin_popcount(value); }

static int code_sum(enum operation family, const signed char *codes, const uint8_t *row, int bytes) {
    int sum = 0;
    for (int i = 0; i < bytes; i++) {
        int in_block = i % 64;
        if (family == U8_DOT) {
            sum += codes[i] * row[i];
        } else if (family == U4_DOT) {
            const signed char *block = codes + i / 64 * 128;
            sum += block[in_block] * (row[i] & 15) + block[64 + in_block] * (row[i] >> 4);
        } else {
            for (int plane = 0; plane < 4; plane++) {
                uint8_t of_plane = (uint8_t)codes[i / 64 * 256 + plane * 64 + in_block];
                sum += bits(of_plane & row[i]) << plane;
            }
        }
    }
    return sum;
}

static double plain(enum operation family, const char *query, const char *row, int bytes) {
    double sum = 0;
    int both = 0;
    int either = 0;
    const float *q = (const float *)query;
    for (int i = 0; i < bytes / 4 && family <= F32_SQUARED_L2; i++) {
        double r = ((const float *)row)[i];
        sum += family == F32_DOT ? q[i] * r : -(q[i] - r) * (q[i] - r);
    }
    for (int i = 0; i < bytes / 2 && (family == BF16_DOT || family == BF16_SQUARED_L2); i++) {
        double r = of_bfloat16(((const uint16_t *)row)[i]);
        double value = q[i / 32 * 32 + i % 2 * 16 + i % 32 / 2];
        sum += family == BF16_DOT ? value * r : -(value - r) * (value - r);
    }
    for (int i = 0; i < bytes && family >= BITS_HAMMING; i++) {
        both += bits((uint8_t)query[i] & (uint8_t)row[i]);
        either += bits((uint8_t)query[i] | (uint8_t)row[i]);
    }
    const code_query *head = (const code_query *)query;
    if (family == U8_DOT || family == U4_DOT) {
        int code = code_sum(family, (const signed char *)(head + 1), (const uint8_t *)row, bytes);
        return head->scale * code + head->shift + (head->tail == 0 ? 0 : *(const float *)(row + head->tail));
    }
    if (family == U1_DOT) {
        int code = code_sum(family, (const signed char *)(head + 1), (const uint8_t *)row, bytes);
        const bit_tail *tail = (const bit_tail *)(row + head->tail);
        return tail->factor * (head->scale * code + head->shift + head->per_bit * tail->population)
            + head->offset + tail->term;
    }
    if (family == BITS_HAMMING) {
        return both - either;
    }
    return family == BITS_JACCARD ? (either == 0 ? 1 : (double)both / either) : sum;
}
