// What the parts of the driver tell main.

struct outcome {
    int ran;
    int known;
    int wrong;
};

struct outcome check_batches(void);
struct outcome check_queries(void);
struct outcome check_postings(void);
struct outcome check_packed(void);
