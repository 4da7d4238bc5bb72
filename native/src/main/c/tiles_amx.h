// Tiles of AMX: eight registers of 16 lines of 64 bytes.

#include <immintrin.h>

#define TILE_LINES 16
#define TILE_BYTES 64

// How the registers are shaped: palette 1, and for each the bytes and number of its lines.
struct tile_shapes {
    unsigned char palette;
    unsigned char reserved[15];
    unsigned short bytes[16];
    unsigned char lines[16];
};

static const struct tile_shapes all_full = {
    .palette = 1,
    .bytes = {64, 64, 64, 64, 64, 64, 64, 64},
    .lines = {16, 16, 16, 16, 16, 16, 16, 16},
};

#define TILES_BEGIN() _tile_loadconfig(&all_full)
#define TILES_END() _tile_release()
#define TILE_ZERO(tile) _tile_zero(tile)
#define TILE_LOAD(tile, at, stride) _tile_loadd(tile, at, stride)
#define TILE_STORE(tile, at, stride) _tile_stored(tile, at, stride)
// sums += unsigned bytes of left times signed bytes of right, four to a lane.
#define TILE_PRODUCT(sums, left, right) _tile_dpbusd(sums, left, right)

#define SYSCALL_ARCH_PRCTL 158
#define ARCH_REQ_XCOMP_PERM 0x1023
#define TILE_DATA 18

enum permission { UNASKED = 0, GRANTED, REFUSED };

// Linux wants to be asked before a process uses tiles, once for all its threads. Asked for at the first
// use, since a process that has asked saves 8 KiB more whenever a signal interrupts a thread that used
// them. Threads that ask at the same time get the same answer.
static int tiles_allowed(void) {
    static int permission = UNASKED;
    int known = __atomic_load_n(&permission, __ATOMIC_RELAXED);
    if (known == UNASKED) {
        long result;
        __asm__ volatile("syscall"
                         : "=a"(result)
                         : "0"((long)SYSCALL_ARCH_PRCTL), "D"((long)ARCH_REQ_XCOMP_PERM),
                         "S"((long)TILE_DATA)
                         : "rcx", "r11", "memory");
        known = result == 0 ? GRANTED : REFUSED;
        __atomic_store_n(&permission, known, __ATOMIC_RELAXED);
    }
    return known == GRANTED;
}
