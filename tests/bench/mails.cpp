#include "bench/mails.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>

namespace sendpath::bench {
namespace {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

long peak_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

Job read_job(int argc, char** argv) {
    Job job;
    std::vector<std::filesystem::path> paths;
    if (argc >= 2)
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
            if (entry.path().extension() == ".eml") paths.push_back(entry.path());
    if (paths.empty()) {
        std::cerr << "usage: " << argv[0] << " FOLDER [ROUNDS]: a folder with *.eml in it\n";
        std::exit(2);
    }
    std::ranges::sort(paths);
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        job.mails.emplace_back(std::istreambuf_iterator<char>(file),
                               std::istreambuf_iterator<char>());
    }
    if (argc >= 3) job.rounds = std::max(1, std::atoi(argv[2]));
    return job;
}

void measure(const Job& job, const std::function<Done(const Job&)>& round) {
    Done done;
    double best = std::numeric_limits<double>::max();
    for (int i = 0; i < job.rounds; ++i) {
        const double start = cpu_seconds();
        done = round(job);
        best = std::min(best, cpu_seconds() - start);
    }
    std::cout << "{\"mails\": " << job.mails.size() << ", \"reports\": " << done.reports
              << ", \"records\": " << done.records << ", \"octets\": " << done.octets
              << ", \"failed\": " << done.failed << ", \"seconds\": " << best
              << ", \"peak_kib\": " << peak_kib() << "}\n";
}

}  // namespace sendpath::bench
