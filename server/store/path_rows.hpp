#pragma once

#include "store/judged_paths.hpp"
#include "store/path_queries.hpp"

#include <algorithm>

namespace sendpath::store {

/// A row without its names, which cost more.
[[nodiscard]] PathRow row_of(const JudgedPath& path);

/// The names of a path, from an example of each of its classes with most failing messages.
[[nodiscard]] Result<analysis::PathNames> names_of(sqlite3& db, const JudgedPath& path,
                                                   const JudgedPaths& all,
                                                   const PathDirectory& directory,
                                                   const analysis::PublicSuffixes& suffixes);

/// The results of an auth set, with an address that showed them.
struct ClassExample {
    model::Words words;
    model::AuthSet auth;
    model::IpAddress source;
};
[[nodiscard]] Result<ClassExample> example_of(sqlite3& db, const PathDirectory::Class& of);

/// As a person would call a sender: the service's name, the label, the name or network.
[[nodiscard]] std::string sender_name(std::string_view key);

/// Row numbers of the paths' From domains that a filter takes; nullopt: all.
[[nodiscard]] inline bool takes(const std::optional<std::vector<std::int64_t>>& domains,
                                std::int64_t row) {
    return !domains || std::ranges::binary_search(*domains, row);
}

}  // namespace sendpath::store
