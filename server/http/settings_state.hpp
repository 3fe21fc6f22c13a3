#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sendpath::http {

/// What is set, as far as the pages need it: no secret, and no path of the machine.
struct SettingsState {
    std::string version;
    std::vector<std::string> domains;  ///< policy domains that are ours; none: all are adopted

    struct Http {
        std::vector<std::string> listen;
        std::string base_path;
        std::uint64_t requests_per_minute = 0;  ///< 0: no limit
    } http;

    struct Smtp {
        std::vector<std::string> listen;
        std::string hostname;                 ///< as set; empty: the one of the machine
        std::vector<std::string> recipients;  ///< none: any address, on loopback alone
        std::uint64_t mail_max = 0;           ///< octets
        bool tls = false;
        bool require_tls = false;
    } smtp;

    std::vector<std::string> imap;  ///< names of the accounts

    /// Seconds; nullopt: for good.
    struct Retention {
        std::optional<std::int64_t> raw;
        std::optional<std::int64_t> records;
        std::optional<std::int64_t> failure_samples;
    } retention;
};

}  // namespace sendpath::http
