#pragma once

#include "config/dns.hpp"
#include "config/endpoint.hpp"
#include "config/imap.hpp"
#include "config/log.hpp"
#include "config/smtp.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace sendpath::config {

/// What one message may cost; the same names and defaults as decode::Limits has.
struct Limits {
    std::uint64_t message = 64U << 20U;   ///< octets
    std::uint64_t unpacked = 64U << 20U;  ///< octets
    std::uint64_t archive_entries = 64;
    std::uint64_t archive_depth = 3;
    std::uint64_t xml_depth = 32;
    std::uint64_t tree = 32U << 20U;  ///< octets
    std::uint64_t mime_depth = 8;
    std::uint64_t mime_parts = 100;
    std::uint64_t header = 1U << 20U;  ///< octets
    std::uint64_t header_fields = 2'000;
};

/// How long a thing is kept; nullopt keeps it for good.
using Keep = std::optional<std::chrono::seconds>;

struct Retention {
    Keep raw = std::chrono::days(90);
    Keep records = std::chrono::days(400);
    Keep failure_samples = std::chrono::days(30);
};

/// Every setting of the program, with the default that works.
struct Config {
    std::vector<model::DomainName> domains;  ///< policy domains that are ours; empty: adopt all
    std::string public_suffix_list;          ///< a file; empty: the one of the system

    struct Store {
        std::string path = "sendpath.db";
    } store;

    struct Http {
        std::vector<Endpoint> listen{{*model::IpAddress::parse("127.0.0.1"), 8080}};
        std::string base_path = "/";     ///< begins and ends with '/'
        std::vector<std::string> hosts;  ///< names in Host; empty: those that `listen` gives
        std::vector<model::IpNetwork> proxy_from;  ///< whose X-Forwarded-For is believed
        std::uint64_t requests_per_minute = 600;   ///< of one address or token; 0: no limit
    } http;

    Smtp smtp;
    std::vector<ImapAccount> imap;
    Dns dns;
    Limits limits;
    Retention retention;
    Log log;
};

}  // namespace sendpath::config
