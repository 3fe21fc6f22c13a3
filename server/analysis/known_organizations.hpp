#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::analysis {

/// Organizational Domains that were looked up before. Each name has one place; a later name of the
/// same place takes it.
class KnownOrganizations {
public:
    struct Entry {
        std::uint64_t list = 0;  ///< whose answer it is; 0 for nobody's
        std::string name;
        std::size_t size = 0;  ///< of the Organizational Domain, which ends the name
    };

    KnownOrganizations() : entries_(kPlaces) {}

    [[nodiscard]] Entry& place_of(std::string_view name) {
        return entries_[std::hash<std::string_view>{}(name) % kPlaces];
    }

private:
    static constexpr std::size_t kPlaces = 2'048;  // about 200 KB when all are taken

    std::vector<Entry> entries_;
};

}  // namespace sendpath::analysis
