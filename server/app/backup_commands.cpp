#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/progress.hpp"
#include "app/reading.hpp"
#include "store/backup.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace sendpath::app {
namespace {

using config::ExitCode;

/// Copies, tells of it, and gives what to end with.
ExitCode copy(const std::string& from, const std::string& to, const char* what,
              const char* sentence) {
    const auto begun = since_1970();
    Result<store::Copied> copied = Error{Errc::io, {}};
    {
        Progress bar(what, "octets");
        copied = store::copy_store(from, to, [&](std::uint64_t done, std::uint64_t whole) {
            bar.show(
                {.part = done, .whole = whole, .things = done, .elapsed = since_1970() - begun});
        });
    }
    if (!copied && copied.error().code == Errc::bad_syntax) {
        fmt::print(stderr, "sendpath: {}\n", copied.error().detail);
        return ExitCode::usage;
    }
    if (!copied) return store_failure(copied.error());
    const auto number = [](std::int64_t value) {
        return grouped(static_cast<std::uint64_t>(value));
    };
    fmt::print("{} {}: {} reports, {} octets\n", to, sentence, number(copied->reports),
               number(copied->octets));
    return ExitCode::ok;
}

}  // namespace

ExitCode backup(const config::CommandLine& line, const config::Config& config) {
    return copy(config.store.path, line.file, "backup", "is a whole copy");
}

ExitCode restore(const config::CommandLine& line, const config::Config& config) {
    return copy(line.file, config.store.path, "restore", "is restored");
}

}  // namespace sendpath::app
