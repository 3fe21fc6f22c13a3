#pragma once

#include "analysis/path_evidence.hpp"

#include <span>
#include <string>

namespace sendpath::analysis {

/// A flow of a path with the texts of its results, for the few paths whose cause is told in names.
struct WeightedFlow {
    const Facts* facts = nullptr;
    model::IpAddress source;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// The names a path's cause is told in: of each kind the one of most failing messages, or of most
/// messages where none fails. Empty: there is none.
struct PathNames {
    std::string header_from;
    std::string organization;   ///< organisational domain of header_from
    std::string policy_domain;  ///< where its DMARC record stands; the caller's, else organization
    std::string sender;         ///< as shown; the caller's
    std::string home_sender;    ///< whose key it passes on, as shown; the caller's
    std::string spf_domain;     ///< return path that passes, of another organisation
    std::string dkim_domain;    ///< d= that passes, of another organisation, and its selector
    std::string dkim_selector;
    std::string own_spf_domain;   ///< return path of the own organisation, whatever its result
    std::string own_dkim_domain;  ///< d= of the own organisation, whatever its result
    std::string own_selector;
    std::string address;  ///< of most messages
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};
[[nodiscard]] PathNames path_names(const OwnNames& names, std::string_view header_from,
                                   std::span<const WeightedFlow> flows);

}  // namespace sendpath::analysis
