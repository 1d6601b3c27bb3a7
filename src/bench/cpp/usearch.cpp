// usearch with float32 vectors, and with plain loops that the compiler makes SIMD code of: its own kernels are a library of
// C files, and no headers.
#define USEARCH_USE_NUMKONG 0

#include "worker.hpp"

#include <usearch/index_dense.hpp>

using namespace unum::usearch;

class Usearch {
    const size_t dimension;
    index_dense_t index;

    static metric_kind_t kind(const std::string& metric) {
        return metric == "l2" ? metric_kind_t::l2sq_k : metric == "cosine" ? metric_kind_t::cos_k : metric_kind_t::ip_k;
    }

    template <typename Result>
    static Result checked(Result&& result) {
        if (!result) {
            throw std::runtime_error(result.error.release());
        }
        return std::move(result);
    }

public:
    Usearch(const std::string& metric, size_t dimension) : dimension(dimension) {
        index_dense_config_t config(M, EF_CONSTRUCTION, EF_CONSTRUCTION);
        index = checked(index_dense_t::make(metric_punned_t(dimension, kind(metric), scalar_kind_t::f32_k), config)).index;
    }

    void build(const std::vector<float>& base, size_t count, const std::string& file) {
        index.try_reserve(index_limits_t(count, std::thread::hardware_concurrency()));
        on_all_cores(count, [&](size_t row, size_t core) { checked(index.add(row, base.data() + row * dimension, core)); });
        checked(index.save(file.c_str()));
    }

    void open(const std::string& file, size_t count) {
        checked(index.load(file.c_str()));
        index.try_reserve(index_limits_t(count, std::thread::hardware_concurrency() + 1));
    }

    std::vector<size_t> nearest(const float* query, size_t effort) {
        if (index.expansion_search() != effort) {
            index.change_expansion_search(effort);
        }
        auto found = index.search(query, HITS);
        std::vector<default_key_t> keys(HITS);
        keys.resize(found.dump_to(keys.data()));
        return {keys.begin(), keys.end()};
    }
};

int main(int argc, char** argv) {
    return run<Usearch>(argc, argv);
}
