#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace sendpath::bench {

/// What a run is told on the command line: PROGRAM FOLDER [ROUNDS].
struct Job {
    std::vector<std::string> mails;  ///< every *.eml below FOLDER, in the order of their names
    int rounds = 1;
};

/// Reads the mails into memory. Ends the program with a message when there are none.
Job read_job(int argc, char** argv);

/// What a round has gone through; the sums also keep the compiler from leaving the work out.
struct Done {
    std::uint64_t reports = 0;
    std::uint64_t records = 0;
    std::uint64_t octets = 0;  ///< of unpacked documents, where the round knows them
    std::uint64_t failed = 0;  ///< mails without a report
};

/// Runs `round` as often as the job says and prints one line of JSON: what was done, the best
/// CPU time of this thread in seconds, the peak resident size.
void measure(const Job& job, const std::function<Done(const Job&)>& round);

}  // namespace sendpath::bench
