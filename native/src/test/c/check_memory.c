// Maps memory by the library's own system calls, uses it and gives it back. Prints one line.

#define _DEFAULT_SOURCE

#include "../../main/c/kernels.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

#define BYTES (3 * HUGE_PAGE)

static int check(int right, const char *what) {
    if (!right) {
        printf("memory: %s\n", what);
    }
    return !right;
}

// Whether the system knows nothing at that address.
static int is_unmapped(long address) {
    unsigned char resident;
    return mincore((void *)address, 1, &resident) == -1 && errno == ENOMEM;
}

int main(void) {
    int wrong = 0;
    long address = memory_map(BYTES);
    wrong += check(address > 0 && address % HUGE_PAGE == 0, "not aligned");
    long advice = memory_advise_huge(address, BYTES);
    wrong += check(advice == 0 || advice == -EINVAL, "advice refused");
    volatile char *bytes = (volatile char *)address;
    for (long i = 0; i < BYTES; i += 4096) {
        wrong += check(bytes[i] == 0, "not zero");
        bytes[i] = 1;
    }
    bytes[BYTES - 1] = 1;
    wrong += check(memory_unmap(address, BYTES) == 0, "not given back");
    wrong += check(is_unmapped(address) && is_unmapped(address + BYTES - HUGE_PAGE), "still there");
    wrong += check(memory_map(1L << 62) == -ENOMEM, "no error for too much");
    wrong += check(memory_unmap(1, HUGE_PAGE) == -EINVAL, "no error for a wrong address");
    printf("C memory: %d wrong\n", wrong);
    return wrong != 0;
}
