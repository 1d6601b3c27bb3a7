// hnswlib, the C++ original.
#include "worker.hpp"

#include <hnswlib/hnswlib.h>
#include <memory>

class Hnswlib {
    const std::string metric;
    const size_t dimension;
    std::unique_ptr<hnswlib::SpaceInterface<float>> space;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> index;

public:
    Hnswlib(const std::string& metric, size_t dimension) : metric(metric), dimension(dimension) {
        if (metric == "l2") {
            space = std::make_unique<hnswlib::L2Space>(dimension);
        } else {
            space = std::make_unique<hnswlib::InnerProductSpace>(dimension);
        }
    }

    void build(const std::vector<float>& base, size_t count, const std::string& file) {
        index = std::make_unique<hnswlib::HierarchicalNSW<float>>(space.get(), count, M, EF_CONSTRUCTION);
        auto add = [&](size_t row) {
            std::vector<float> vector(base.begin() + row * dimension, base.begin() + (row + 1) * dimension);
            if (metric == "cosine") {
                normalize(vector.data(), dimension);
            }
            index->addPoint(vector.data(), row);
        };
        add(0);
        on_all_cores(count - 1, [&](size_t number, size_t) { add(number + 1); });
        index->saveIndex(file);
    }

    void open(const std::string& file, size_t) {
        index = std::make_unique<hnswlib::HierarchicalNSW<float>>(space.get(), file);
    }

    std::vector<size_t> nearest(const float* query, size_t effort) {
        // A setting of the index, and all threads of a measurement search with one effort.
        if (index->ef_ != effort) {
            index->setEf(effort);
        }
        std::vector<float> unit;
        if (metric == "cosine") {
            unit.assign(query, query + dimension);
            normalize(unit.data(), dimension);
            query = unit.data();
        }
        auto found = index->searchKnn(query, HITS);
        std::vector<size_t> ordinals;
        for (; !found.empty(); found.pop()) {
            ordinals.push_back(found.top().second);
        }
        return ordinals;
    }
};

int main(int argc, char** argv) {
    return run<Hnswlib>(argc, argv);
}
