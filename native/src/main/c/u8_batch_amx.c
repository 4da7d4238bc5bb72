// Many queries against rows of 8-bit codes, AMX.
//
// A tile of 16 rows and 64 codes is read as the rows lie, and one of 16 queries as VNNI has them packed:
// four codes of 16 queries are one line. Two tiles of rows times three of queries give six of sums, one
// register is left for each side.
//
// Limit: 1024 multiply-adds a cycle, a product of tiles in 16 cycles. For six of them there are eight
// loads of 8 cycles each.

#include "u8_batch_vnni.h"

#if defined(LANES_EMULATED_TILES)
#include "../../test/c/tiles_emulated.h"
#else
#include "tiles_amx.h"
#endif

#define ROW_TILES 2
#define ROWS_UNDER_WAY (ROW_TILES * TILE_LINES)

// Registers: sums of the first 16 rows in 0 to 2, of the second in 3 to 5, rows in 6, queries in 7.
#define ROWS 6
#define QUERIES 7

struct tile_rows {
    const unsigned char *records;
    int first;
    float addend[ROWS_UNDER_WAY];
};

static void take_tiles(struct batch_job *job, int first, struct tile_rows *rows) {
    rows->records = job->records + first * job->stride;
    rows->first = first;
    for (int r = 0; r < ROWS_UNDER_WAY; r++) {
        rows->addend[r] = addend(job, rows->records + r * job->stride);
    }
}

static void emit_tile(struct batch_job *job, const struct tile_rows *rows, int from,
    const int sums[TILE_LINES][LANES], int query) {
    floats threshold = load_floats(job->thresholds + query);
    floats scale = load_floats(job->scales + query);
    for (int r = 0; r < TILE_LINES; r++) {
        floats value = scaled(scale, load(sums[r]), rows->addend[from + r]);
        unsigned mask = reached(value, threshold);
        if (mask != 0) {
            emit(job, mask, value, query, 1, rows->first + from + r);
        }
    }
}

// Registers are named in the instructions, so that there is no loop over them.
#define FINISH(tile, vector, from)                                                          \
    if (vector < vectors) {                                                                 \
        TILE_STORE(tile, sums, TILE_BYTES);                                                 \
        emit_tile(job, rows, from, sums, query + vector * LANES);                           \
    }

static void tiles(struct batch_job *job, const struct tile_rows *rows, int vectors,
    const unsigned *packed, int query) {
    long line = (long)vectors * TILE_BYTES;
    const unsigned char *queries = (const unsigned char *)packed;
    TILE_ZERO(0);
    TILE_ZERO(1);
    TILE_ZERO(2);
    TILE_ZERO(3);
    TILE_ZERO(4);
    TILE_ZERO(5);
    for (int at = 0; at < job->dimension; at += TILE_BYTES) {
        TILE_LOAD(QUERIES, queries, line);
        TILE_LOAD(ROWS, rows->records + at, job->stride);
        TILE_PRODUCT(0, ROWS, QUERIES);
        if (vectors > 1) {
            TILE_LOAD(QUERIES, queries + TILE_BYTES, line);
            TILE_PRODUCT(1, ROWS, QUERIES);
        }
        if (vectors > 2) {
            TILE_LOAD(QUERIES, queries + 2 * TILE_BYTES, line);
            TILE_PRODUCT(2, ROWS, QUERIES);
        }
        // In the other direction, so that the queries that are there are used first.
        TILE_LOAD(ROWS, rows->records + TILE_LINES * job->stride + at, job->stride);
        if (vectors > 2) {
            TILE_PRODUCT(5, ROWS, QUERIES);
            TILE_LOAD(QUERIES, queries + TILE_BYTES, line);
        }
        if (vectors > 1) {
            TILE_PRODUCT(4, ROWS, QUERIES);
            TILE_LOAD(QUERIES, queries, line);
        }
        TILE_PRODUCT(3, ROWS, QUERIES);
        queries += TILE_LINES * line;
    }
    int sums[TILE_LINES][LANES] __attribute__((aligned(64)));
    FINISH(0, 0, 0)
    FINISH(1, 1, 0)
    FINISH(2, 2, 0)
    FINISH(3, 0, TILE_LINES)
    FINISH(4, 1, TILE_LINES)
    FINISH(5, 2, TILE_LINES)
}

// Rows and panels that fill no tile.
static void rest(struct batch_job *job, int first, int rows, struct panel panel,
    const unsigned *packed, int query) {
    struct side side;
    for (int done = 0; done < rows; done += SIDE) {
        take(job, first + done, &side);
        run_tile(job, &side, panel, packed, query);
    }
}

static int score_tiles(struct batch_job *job) {
    struct tile_rows rows;
    job->found = 0;
    TILES_BEGIN();
    for (int first = 0; first < job->rows; first += ROWS_UNDER_WAY) {
        int left = job->rows - first;
        if (left >= ROWS_UNDER_WAY) {
            take_tiles(job, first, &rows);
        }
        const unsigned *packed = job->packed;
        for (int query = 0; query < job->queries;) {
            struct panel panel = panel_for(job->queries - query);
            if (left >= ROWS_UNDER_WAY && panel.step == 1) {
                tiles(job, &rows, panel.vectors, packed, query);
            } else {
                rest(job, first, left < ROWS_UNDER_WAY ? left : ROWS_UNDER_WAY, panel, packed, query);
            }
            packed += words_of(job, panel);
            query += queries_of(panel);
        }
    }
    TILES_END();
    return job->found;
}

int u8_batch_amx(struct batch_job *job) { return tiles_allowed() ? score_tiles(job) : score(job); }
