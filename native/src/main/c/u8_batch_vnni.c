// Many queries against rows of 8-bit codes, AVX-512 VNNI.
//
// Limit: 64 multiply-adds of bytes a cycle on Zen 4, 128 on Intel's (batch.h).

#include "u8_batch_vnni.h"

void u8_batch_pack_vnni(struct batch_job *job) { pack(job); }

int u8_batch_vnni(struct batch_job *job) { return score(job); }
