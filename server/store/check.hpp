#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <vector>

namespace sendpath::store {

/// What `sendpath check` found.
struct CheckResult {
    std::int64_t reports = 0;
    std::int64_t records = 0;
    std::int64_t messages = 0;        ///< of counted reports
    std::vector<std::string> faults;  ///< one sentence each, at most kFaultsMax
};
inline constexpr std::size_t kFaultsMax = 20;

/// Proves the store whole: the file's own structure, every packed record readable, and the rollups
/// equal to the records they sum. Only reads; may run beside a server.
/// Errors: as open_for_reading().
[[nodiscard]] Result<CheckResult> check(const std::filesystem::path& path);

}  // namespace sendpath::store
