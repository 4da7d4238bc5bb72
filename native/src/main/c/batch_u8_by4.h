// Codes as they lie, four to a word.

#define WORD_VALUES 4

#include "batch_u8.h"

static unsigned plain_word(const struct batch_job *job, long at) {
    return ((const unsigned *)job->plain)[at];
}
