// Scores rows of a forward index. The including file has defined "score_all" and names SCORE.
//
// Limit: none of its own; lengths of terms and weights become constants here.

void SCORE(struct row_job *job) {
    if (job->term_bytes == 2 && job->weight_bytes == 2) {
        score_all(job, 2, 2);
    } else if (job->term_bytes == 2) {
        score_all(job, 2, 4);
    } else if (job->weight_bytes == 2) {
        score_all(job, 4, 2);
    } else {
        score_all(job, 4, 4);
    }
}
