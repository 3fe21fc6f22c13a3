#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/progress.hpp"
#include "app/reading.hpp"
#include "app/stop_signal.hpp"
#include "app/summary.hpp"
#include "app/takes_setting.hpp"
#include "ingest/digester.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace sendpath::app {

using config::ExitCode;

ExitCode reprocess(const config::CommandLine& line, const config::Config& config) {
    if (!std::filesystem::exists(config.store.path)) {
        fmt::print(stderr, "sendpath: store {}: there is no such file\n", config.store.path);
        return ExitCode::store_failed;
    }
    const auto suffixes = public_suffixes(config);
    if (!suffixes) {
        fmt::print(stderr, "sendpath: {}\n", suffixes.error().detail);
        return ExitCode::usage;
    }
    auto writer = store::Writer::open(config.store.path, our_domains(config), {}, &*suffixes);
    if (!writer) return store_failure(writer.error());

    const ingest::Reading reading{limits_of(config.limits), &*suffixes, takes_by(config)};
    std::vector<model::IntakeId> mails;
    const auto listed = (*writer)->write(
        [&](store::Ledger& ledger) { mails = ledger.intake().all(line.held_only); });
    if (!listed) return store_failure(listed.error());

    ingest::Tally tally;
    std::atomic<bool> stopped{false};
    const StopSignal stop(stopped);
    {
        Progress bar("reprocess", "mails");
        const auto begun = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < mails.size() && !stopped.load(); ++i) {
            const auto outcome = ingest::digest_now(**writer, reading, mails[i]);
            if (!outcome) return store_failure(outcome.error());
            tally.add(*outcome);
            bar.show({.part = i + 1,
                      .whole = mails.size(),
                      .things = i + 1,
                      .elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::steady_clock::now() - begun)});
        }
    }
    if (!stopped.load()) {
        const auto settled = (*writer)->settle();
        if (!settled) return store_failure(settled.error());
    }
    fmt::print("{}", summary(tally, "Read again"));
    const bool held = std::ranges::any_of(
        tally.held, [](const auto& each) { return each.first != model::HeldReason::not_a_report; });
    return held || stopped.load() ? ExitCode::not_all_read : ExitCode::ok;
}

}  // namespace sendpath::app
