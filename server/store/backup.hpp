#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace sendpath::store {

struct Copied {
    std::int64_t octets = 0;  ///< of the copy
    std::int64_t reports = 0;
};

/// Told now and then how many octets of about how many are written.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t whole)>;

/// Copies a store as it is at this moment, without gaps, while a server goes on reading and writing
/// it. The copy is on disk when this returns and stands at `to` as a whole or not at all; only its
/// owner may read it, since it has what passwords are compared with.
/// Errors: bad_syntax (something is at `to` already, or beside it, as a store's own -wal and -shm
/// are), no_space, io, unsupported (`from` is no store of this version).
[[nodiscard]] Result<Copied> copy_store(const std::filesystem::path& from,
                                        const std::filesystem::path& to,
                                        const CopyProgress& progress = {});

}  // namespace sendpath::store
