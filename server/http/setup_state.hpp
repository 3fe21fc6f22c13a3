#pragma once

#include "analysis/report_uri.hpp"
#include "model/takes.hpp"

namespace sendpath::http {

/// What the settings say about where reports shall go.
struct SetupState {
    struct Address {
        analysis::ReportAddress address;
        std::string_view origin;  ///< a literal: "smtp", "imap"
        model::Takes takes;
    };
    std::vector<model::DomainName> domains;  ///< that are ours; none: all are adopted
    std::vector<Address> addresses;

    /// The host of the sink; empty: there is none that others could reach by a name.
    model::DomainName sink_host;
    std::vector<model::IpAddress> sink_addresses;  ///< that it listens on, but for those of all
};

}  // namespace sendpath::http
