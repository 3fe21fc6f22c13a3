#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/progress.hpp"
#include "app/reading.hpp"
#include "app/stop_signal.hpp"
#include "app/summary.hpp"
#include "ingest/bulk_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <numeric>
#include <thread>

namespace sendpath::app {
namespace {

using namespace std::chrono_literals;
using config::ExitCode;

constexpr auto kBetweenLooks = 100ms;

/// Waits for the import and shows how far it is.
Result<ingest::ImportResult> watch(std::future<Result<ingest::ImportResult>> running,
                                   std::uint64_t octets, const ingest::ImportProgress& progress) {
    Progress bar("import", "mails");
    const auto begun = std::chrono::steady_clock::now();
    while (running.wait_for(kBetweenLooks) != std::future_status::ready)
        bar.show({.part = progress.octets.load(),
                  .whole = octets,
                  .things = progress.mails.load(),
                  .elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
                      std::chrono::steady_clock::now() - begun)});
    return running.get();
}

bool all_read(const ingest::ImportResult& result) {
    const auto matters = [](const auto& held) {
        return held.first != model::HeldReason::not_a_report;
    };
    return result.unreadable.empty() && std::ranges::none_of(result.tally.held, matters);
}

}  // namespace

ExitCode import_files(const config::CommandLine& line, const config::Config& config) {
    const auto files = ingest::mail_files({line.paths.begin(), line.paths.end()});
    if (!files) {
        fmt::print(stderr, "sendpath: {}\n", files.error().detail);
        return ExitCode::usage;
    }
    const auto suffixes = public_suffixes(config);
    if (!suffixes) {
        fmt::print(stderr, "sendpath: {}\n", suffixes.error().detail);
        return ExitCode::usage;
    }
    auto writer = store::Writer::open(config.store.path, our_domains(config),
                                      ingest::import_grouping(), &*suffixes);
    if (!writer) return store_failure(writer.error());

    const ingest::Reading reading{limits_of(config.limits), &*suffixes};
    const std::uint64_t octets = std::accumulate(
        files->begin(), files->end(), std::uint64_t{0},
        [](std::uint64_t sum, const ingest::MailFile& file) { return sum + file.size; });
    // The writer keeps one core busy; more decoders than the others would only take turns with it.
    const unsigned cores = std::max(2U, std::thread::hardware_concurrency());
    const unsigned threads = line.jobs > 0 ? static_cast<unsigned>(line.jobs) : cores - 1;
    ingest::ImportProgress progress;
    const StopSignal stop(progress.stop);
    auto running = std::async(std::launch::async, [&] {
        return ingest::bulk_import(*files, **writer, reading, threads, now(), progress);
    });
    const auto result = watch(std::move(running), octets, progress);
    if (!result) return store_failure(result.error());

    for (const std::string& file : result->unreadable) fmt::print(stderr, "not read: {}\n", file);
    if (progress.stop.load()) fmt::print(stderr, "Stopped. Run it again to take in the rest.\n");
    fmt::print("{}", summary(result->tally, "Read"));
    return all_read(*result) && !progress.stop.load() ? ExitCode::ok : ExitCode::not_all_read;
}

}  // namespace sendpath::app
