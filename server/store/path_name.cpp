#include "store/path_name.hpp"

#include "store/question.hpp"

#include <fmt/format.h>

namespace sendpath::store {

Result<std::vector<PathName>> path_names(sqlite3& db, const std::vector<std::int64_t>& paths) {
    std::vector<PathName> names;
    const auto asked =
        each_row(db,
                 fmt::format("SELECT domain.name, sender.key FROM path"
                             "  JOIN domain ON domain.id = path.domain"
                             "  JOIN sender ON sender.id = path.sender"
                             " WHERE path.id IN {}",
                             in_list(paths)),
                 [&](const Statement& row) { names.push_back({row.text(0), row.text(1)}); });
    if (!asked) return asked.error();
    return names;
}

}  // namespace sendpath::store
