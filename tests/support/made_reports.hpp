#pragma once

#include "model/report.hpp"

#include <string>
#include <vector>

namespace sendpath::test {

inline constexpr std::int64_t kDaySeconds = 86'400;
inline constexpr std::int64_t kNewYear = 20'454;  ///< 2026-01-01 in days

/// A record of a made report.
struct MadeRecord {
    std::string source = "192.0.2.1";
    std::uint64_t messages = 1;
    model::Evaluated dkim = model::Evaluated::fail;
    model::Evaluated spf = model::Evaluated::fail;
    model::Disposition disposition = model::Disposition::none;
    std::string header_from = "example.com";
    std::string dkim_domain;  ///< empty: no signature
    std::string spf_domain;   ///< empty: no check
    model::SpfResult spf_result = model::SpfResult::softfail;
    bool bounces = true;  ///< an envelope sender below the From domain; else none was told
    std::string reason;   ///< type of an override reason; empty: none
};

struct MadeReport {
    std::string id = "1";
    std::string org = "Receiver One";
    std::string email = "dmarc@receiver.example";
    std::string domain = "example.com";
    std::int64_t day = kNewYear;
    std::int64_t days = 1;  ///< length of the window
    std::string p = "none";
    std::vector<MadeRecord> records{{}};
    std::string content;  ///< tells other octets of the same report apart
};

[[nodiscard]] model::Report aggregate(const MadeReport& made);

/// An authentication failure report that fills every field the store keeps.
[[nodiscard]] model::Report failure(const std::string& subject,
                                    const std::string& domain = "example.com",
                                    std::int64_t day = kNewYear);

/// A TLS report with a policy for each domain: 5 sessions went well, 2 did not.
[[nodiscard]] model::Report tls(const std::string& id, const std::vector<std::string>& domains,
                                std::int64_t day = kNewYear);

/// The results of a record in one short line, for comparisons that people can read.
[[nodiscard]] std::string line_of(const model::Record& record, const model::Words& words,
                                  const model::AuthSet& auth,
                                  const std::vector<model::OverrideReason>& reasons);

}  // namespace sendpath::test
