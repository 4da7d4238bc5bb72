// Functions of C around hnswlib's templates, compiled by CompiledLibrary and called by Hnswlib.java.
// Limit: an index takes as many rows as it was created for, labelled by the caller, on one thread.

#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>

namespace {

struct Index {
    std::unique_ptr<hnswlib::SpaceInterface<float>> space;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;
};

}  // namespace

extern "C" {

const char* lanes_hnswlib_backend() {
#if defined(USE_AVX512)
    return "native C++, GCC " __VERSION__ ", -O3 -march=native, AVX-512";
#elif defined(USE_AVX)
    return "native C++, GCC " __VERSION__ ", -O3 -march=native, AVX";
#else
    return "native C++, GCC " __VERSION__ ", -O3 -march=native";
#endif
}

// An empty index, by inner product or by squared distance; null when memory is short.
void* lanes_hnswlib_create(int32_t inner_product, int64_t dimension, int64_t rows,
                           const int64_t* m_efconstruction_seed) {
    try {
        auto index = std::make_unique<Index>();
        if (inner_product) {
            index->space = std::make_unique<hnswlib::InnerProductSpace>(dimension);
        } else {
            index->space = std::make_unique<hnswlib::L2Space>(dimension);
        }
        index->graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(
            index->space.get(), rows, m_efconstruction_seed[0], m_efconstruction_seed[1],
            m_efconstruction_seed[2]);
        return index.release();
    } catch (const std::exception&) {
        return nullptr;
    }
}

// Adds a row; 0, or -1 when that failed.
int32_t lanes_hnswlib_add(void* index, const float* row, int64_t label) {
    try {
        static_cast<Index*>(index)->graph->addPoint(row, label);
        return 0;
    } catch (const std::exception&) {
        return -1;
    }
}

// Labels of the k nearest rows, nearest first; how many were found, or -1 when that failed.
int32_t lanes_hnswlib_search(void* index, const float* query, int32_t k, int32_t ef,
                             int32_t* found) {
    try {
        auto& graph = *static_cast<Index*>(index)->graph;
        graph.setEf(ef);
        auto nearest = graph.searchKnn(query, k);
        int32_t count = static_cast<int32_t>(nearest.size());
        for (int32_t i = count - 1; i >= 0; i--) {
            found[i] = static_cast<int32_t>(nearest.top().second);
            nearest.pop();
        }
        return count;
    } catch (const std::exception&) {
        return -1;
    }
}

// What the file of the index would have: rows, labels and links of level 0, links above.
int64_t lanes_hnswlib_bytes(void* index) {
    auto& graph = *static_cast<Index*>(index)->graph;
    int64_t bytes = graph.cur_element_count * graph.size_data_per_element_;
    for (size_t i = 0; i < graph.cur_element_count; i++) {
        bytes += sizeof(uint32_t) + std::max(graph.element_levels_[i], 0) * graph.size_links_per_element_;
    }
    return bytes;
}

void lanes_hnswlib_free(void* index) {
    delete static_cast<Index*>(index);
}

}  // extern "C"
