#pragma once

#include "store/ledger.hpp"

#include <filesystem>
#include <functional>

namespace sendpath::store {

/// Opens the store, also beside a running server, and commits what `work` writes. Unlike
/// Writer::open() it counts no report anew, so that nobody who only adds an account needs to know
/// which domains are ours; `work` must write none.
/// Errors: as open_for_writing(); no_space, io.
[[nodiscard]] Result<void> write_once(const std::filesystem::path& path,
                                      const std::function<void(Ledger&)>& work);

}  // namespace sendpath::store
