#pragma once

#include "config/endpoint.hpp"
#include "model/network.hpp"
#include "model/takes.hpp"

#include <chrono>
#include <vector>

namespace sendpath::config {

/// An address that takes reports.
struct Recipient {
    std::string local;
    model::DomainName domain;
    model::Takes takes;

    friend bool operator==(const Recipient&, const Recipient&) = default;
};

/// The section [smtp].
struct Smtp {
    std::vector<Endpoint> listen{
        {*model::IpAddress::parse("127.0.0.1"), 2525}};  ///< empty: no sink
    model::DomainName hostname;                          ///< empty: the one of the machine
    std::vector<Recipient> recipients;                   ///< empty: any address, on loopback alone
    bool lmtp = false;
    bool strict_line_ends = false;
    bool require_tls = false;
    std::vector<model::IpNetwork> proxy_from;

    std::uint64_t sessions = 1'000;
    std::uint64_t sessions_per_address = 20;
    std::uint64_t connections_per_minute = 300;  ///< of one address
    std::uint64_t mail_max = 25U << 20U;         ///< octets
    std::uint64_t memory_max = 256U << 20U;      ///< octets of mails being received
    std::uint64_t space_min = 64U << 20U;        ///< octets; less free space takes no mail
    std::uint64_t data_rate = 500;               ///< octets a second

    std::chrono::seconds early_talker_wait{0};
    std::chrono::seconds greeting{60};
    std::chrono::seconds idle{300};
    std::chrono::seconds idle_busy{10};
    std::chrono::seconds session = std::chrono::minutes(20);
    std::chrono::seconds data = std::chrono::minutes(30);
    std::chrono::seconds shutdown{30};

    struct Tls {
        std::string certificate;  ///< a PEM file; empty: no TLS
        std::string key;          ///< a PEM file
        std::vector<Endpoint> implicit_listen;
    } tls;
};

}  // namespace sendpath::config
