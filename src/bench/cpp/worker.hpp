// The process of one engine in C++, as Worker.java is that of one in Java: it builds an index or opens one, says so, and
// then carries out orders, a line of JSON for each, until its input ends.
//
//     BUILD|SEARCH <engine> <metric> <data> <folder of the data> <dimension> <folder of the index> <queries>
//
// An engine is a class that is made of a metric and a dimension, and has
//
//     void build(const std::vector<float>& base, size_t count, const std::string& file);
//     void open(const std::string& file, size_t count);
//     std::vector<size_t> nearest(const float* query, size_t effort);
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

constexpr size_t M = 16;
constexpr size_t EF_CONSTRUCTION = 100;
constexpr size_t HITS = 10;

inline std::vector<float> floats(const std::string& file) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in) {
        throw std::runtime_error("cannot read " + file);
    }
    std::vector<float> read(static_cast<size_t>(in.tellg()) / sizeof(float));
    in.seekg(0);
    in.read(reinterpret_cast<char*>(read.data()), static_cast<std::streamsize>(read.size() * sizeof(float)));
    return read;
}

// To length one, which is what both engines' inner products ask for under cosine.
inline void normalize(float* vector, size_t dimension) {
    double square = 0;
    for (size_t i = 0; i < dimension; i++) {
        square += static_cast<double>(vector[i]) * vector[i];
    }
    for (size_t i = 0; i < dimension; i++) {
        vector[i] = static_cast<float>(vector[i] / std::sqrt(square));
    }
}

// Runs something for each of many numbers, on all cores.
inline void on_all_cores(size_t count, const std::function<void(size_t, size_t)>& task) {
    std::atomic<size_t> next{0};
    std::vector<std::thread> threads;
    for (size_t core = 0; core < std::thread::hardware_concurrency(); core++) {
        threads.emplace_back([&, core] {
            for (size_t number = next++; number < count; number = next++) {
                task(number, core);
            }
        });
    }
    for (std::thread& each : threads) {
        each.join();
    }
}

inline double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

inline long resident_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0) {
            return std::stol(line.substr(6)) * 1024;
        }
    }
    return 0;
}

// What Order.java writes: flat, and with names that occur once.
struct Order {
    std::string line;

    bool asks(const std::string& task) const { return line.find("\"" + task + "\"") != std::string::npos; }

    double number(const std::string& name) const {
        size_t at = line.find("\"" + name + "\":");
        if (at == std::string::npos) {
            throw std::runtime_error("order without " + name + ": " + line);
        }
        return std::stod(line.substr(at + name.size() + 3));
    }
};

// What Answer.java reads.
struct Answer {
    size_t queries = 0;
    double seconds = 0;
    double processor_seconds = 0;
    std::vector<double> micros;
    std::vector<std::vector<size_t>> ordinals;
    long bytes = 0;

    void say() {
        std::sort(micros.begin(), micros.end());
        auto part = [&](double share) {
            return micros.empty() ? 0.0 : micros[static_cast<size_t>(static_cast<double>(micros.size()) * share)];
        };
        std::printf("{\"queries\":%zu,\"seconds\":%.9f,\"processorSeconds\":%.9f,", queries, seconds, processor_seconds);
        std::printf("\"latency\":{\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f},\"ordinals\":[", part(.5), part(.95), part(.99));
        for (size_t q = 0; q < ordinals.size(); q++) {
            std::printf(q == 0 ? "[" : ",[");
            for (size_t i = 0; i < ordinals[q].size(); i++) {
                std::printf(i == 0 ? "%zu" : ",%zu", ordinals[q][i]);
            }
            std::printf("]");
        }
        std::printf("],\"written\":0,\"bytes\":%ld}\n", bytes);
        std::fflush(stdout);
    }
};

template <typename Engine>
class Worker {
    Engine& engine;
    const std::vector<float>& queries;
    const size_t dimension;
    size_t next = 0;

    const float* query(size_t number) const { return queries.data() + number * dimension; }

    Answer all_cores(size_t count, size_t effort) {
        Answer answer;
        answer.queries = count;
        answer.ordinals.resize(count);
        double start = seconds();
        on_all_cores(count, [&](size_t q, size_t) { answer.ordinals[q] = engine.nearest(query(q), effort); });
        answer.seconds = seconds() - start;
        return answer;
    }

    Answer one_thread(size_t count, size_t effort, double most) {
        Answer answer;
        double processor_start = processor_seconds();
        double start = seconds();
        double before = start;
        while (before < start + most) {
            engine.nearest(query(next++ % count), effort);
            double now = seconds();
            answer.micros.push_back((now - before) * 1e6);
            answer.queries++;
            before = now;
        }
        answer.seconds = before - start;
        answer.processor_seconds = processor_seconds() - processor_start;
        return answer;
    }

public:
    Worker(Engine& engine, const std::vector<float>& queries, size_t dimension)
        : engine(engine), queries(queries), dimension(dimension) {}

    void carry_out(const Order& order) {
        size_t count = static_cast<size_t>(order.number("queries"));
        size_t effort = static_cast<size_t>(order.number("effort"));
        Answer answer;
        if (order.asks("ALL_CORES")) {
            answer = all_cores(count, effort);
        } else if (order.asks("ONE_THREAD")) {
            answer = one_thread(count, effort, order.number("seconds"));
        } else if (order.asks("MEMORY")) {
            answer.bytes = resident_bytes();
        } else {
            throw std::runtime_error("cannot carry out " + order.line);
        }
        answer.say();
    }
};

template <typename Engine>
int run(int argc, char** argv) {
    if (argc != 9) {
        std::cerr << "see worker.hpp for the arguments\n";
        return 2;
    }
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const std::string& data = arguments[4];
    size_t dimension = std::stoul(arguments[5]);
    std::string file = arguments[6] + "/index";
    Engine engine(arguments[2], dimension);
    if (arguments[0] == "BUILD") {
        std::vector<float> base = floats(data + "/base.f32");
        double start = seconds();
        engine.build(base, base.size() / dimension, file);
        Answer built;
        built.seconds = seconds() - start;
        struct stat written {};
        stat(file.c_str(), &written);
        built.bytes = written.st_size;
        built.say();
        return 0;
    }
    struct stat base {};
    stat((data + "/base.f32").c_str(), &base);
    std::vector<float> queries = floats(data + "/queries.f32");
    queries.resize(dimension * std::stoul(arguments[7]));
    double start = seconds();
    engine.open(file, static_cast<size_t>(base.st_size) / sizeof(float) / dimension);
    Answer opened;
    opened.queries = 1;
    opened.ordinals = {engine.nearest(queries.data(), 100)};
    opened.seconds = seconds() - start;
    opened.bytes = resident_bytes();
    opened.say();
    Worker<Engine> worker(engine, queries, dimension);
    for (std::string line; std::getline(std::cin, line);) {
        worker.carry_out(Order{line});
    }
    return 0;
}
