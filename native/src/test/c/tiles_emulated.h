// The tiles of AMX in plain C, so that the kernels for them can be checked on every machine with VNNI.

#include <string.h>

#define TILE_LINES 16
#define TILE_BYTES 64

static unsigned char registers[8][TILE_LINES][TILE_BYTES];

#define TILES_BEGIN() memset(registers, 0, sizeof registers)
#define TILES_END() memset(registers, 0xee, sizeof registers)
#define TILE_ZERO(tile) memset(registers[tile], 0, sizeof registers[tile])

static void tile_load(int tile, const void *at, long stride) {
    for (int line = 0; line < TILE_LINES; line++) {
        memcpy(registers[tile][line], (const char *)at + line * stride, TILE_BYTES);
    }
}

static void tile_store(int tile, void *at, long stride) {
    for (int line = 0; line < TILE_LINES; line++) {
        memcpy((char *)at + line * stride, registers[tile][line], TILE_BYTES);
    }
}

static void tile_product(int sums, int left, int right) {
    for (int line = 0; line < TILE_LINES; line++) {
        for (int lane = 0; lane < TILE_BYTES / 4; lane++) {
            int sum;
            memcpy(&sum, &registers[sums][line][4 * lane], sizeof sum);
            for (int i = 0; i < TILE_BYTES; i++) {
                sum += registers[left][line][i] * (signed char)registers[right][i / 4][4 * lane + i % 4];
            }
            memcpy(&registers[sums][line][4 * lane], &sum, sizeof sum);
        }
    }
}

#define TILE_LOAD(tile, at, stride) tile_load(tile, at, stride)
#define TILE_STORE(tile, at, stride) tile_store(tile, at, stride)
#define TILE_PRODUCT(sums, left, right) tile_product(sums, left, right)

static int tiles_allowed(void) { return 1; }
