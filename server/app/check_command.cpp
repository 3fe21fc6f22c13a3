#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/progress.hpp"
#include "store/check.hpp"

#include <fmt/format.h>

namespace sendpath::app {

config::ExitCode check(const config::Config& config) {
    const auto result = store::check(config.store.path);
    if (!result) return store_failure(result.error());
    for (const std::string& fault : result->faults) fmt::print("{}\n", fault);
    if (!result->faults.empty()) {
        fmt::print(stderr,
                   "sendpath: {} is damaged. Stop the server, keep a copy of the file, and restore "
                   "a backup or import the mails into a new store.\n",
                   config.store.path);
        return config::ExitCode::store_failed;
    }
    const auto number = [](std::int64_t value) {
        return grouped(static_cast<std::uint64_t>(value));
    };
    fmt::print("{} is whole: {} reports, {} records, {} messages counted\n", config.store.path,
               number(result->reports), number(result->records), number(result->messages));
    return config::ExitCode::ok;
}

}  // namespace sendpath::app
