// Memory straight from the system, by system call, since there is no libc to ask.
//
// Limit: translation of addresses. A random row in pages of 4 KiB waits for one or two walks of the
// page table besides its lines: 14 to 17 % of a row of 784 floats. A page of 2 MiB holds 600 such rows. The system gives huge pages only to what is aligned to them and advised before it is
// touched, so both are done here, and nothing is written: pages become resident when they are used.

#include "kernels.h"

#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_PRIVATE 0x02
#define MAP_ANONYMOUS 0x20
#define MAP_NORESERVE 0x4000
#define MADV_HUGEPAGE 14

#if defined(__x86_64__)

enum { CALL_MMAP = 9, CALL_MUNMAP = 11, CALL_MADVISE = 28 };

static long system_call(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
        : "=a"(result)
        : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
        : "rcx", "r11", "memory");
    return result;
}

#elif defined(__aarch64__)

enum { CALL_MMAP = 222, CALL_MUNMAP = 215, CALL_MADVISE = 233 };

static long system_call(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
        : "+r"(x0)
        : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
        : "memory");
    return x0;
}

#endif

long memory_unmap(long address, long bytes) {
    return bytes == 0 ? 0 : system_call(CALL_MUNMAP, address, bytes, 0, 0, 0, 0);
}

// Maps one huge page more than is needed and gives back what lies before and after. Both cuts are at
// multiples of 2 MiB, so at the boundary of a small page too, whatever its size: 4, 16 or 64 KiB.
long memory_map(long bytes) {
    long mapped = system_call(CALL_MMAP, 0, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped < 0) {
        return mapped;
    }
    long address = (mapped + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    memory_unmap(mapped, address - mapped);
    memory_unmap(address + bytes, mapped + HUGE_PAGE - address);
    return address;
}

// A kernel without huge pages says EINVAL; the memory is as good as before.
long memory_advise_huge(long address, long bytes) {
    return system_call(CALL_MADVISE, address, bytes, MADV_HUGEPAGE, 0, 0, 0);
}
