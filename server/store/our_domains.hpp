#pragma once

#include "model/names.hpp"

#include <vector>

namespace sendpath::store {

/// Whose reports count: the configured domains and all below them; with none configured, every
/// policy domain met.
struct OurDomains {
    std::vector<model::DomainName> names;

    [[nodiscard]] bool contains(std::string_view domain) const {
        if (names.empty() || domain.empty()) return true;
        const Result<model::DomainName> name = model::DomainName::parse(domain);
        if (!name) return false;
        for (const model::DomainName& ours : names)
            if (*name == ours || name->is_under(ours)) return true;
        return false;
    }
};

}  // namespace sendpath::store
