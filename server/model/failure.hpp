#pragma once

#include "base/time.hpp"
#include "model/names.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sendpath::model {

/// The header of the mail that failed, as far as the report carries it.
struct OriginalMail {
    std::string part_type;  ///< "message/rfc822", "text/rfc822-headers", "text/plain"
    bool has_body = false;
    std::int64_t header_count = 0;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> subject;
    std::optional<std::string> date;
    std::optional<std::string> message_id;
    std::string header;  ///< the header block as it came, UTF-8 repaired
};

/// One failure report (ARF, or the plain text that Exim's setups send).
/// Source: RFC 5965, RFC 6591, RFC 9991.
struct FailureReport {
    using Texts = std::vector<std::string>;

    /// Every field of the machine part: name in lower case, values in order.
    std::vector<std::pair<std::string, Texts>> fields;
    std::optional<std::string> feedback_type;  ///< lower case
    std::optional<std::string> user_agent;
    std::optional<std::string> version;
    Texts auth_failure;  ///< lower case
    Texts authentication_results;
    Texts identity_alignment;  ///< lower case, as the reporter stated it: two meanings are in use
    std::optional<std::string> delivery_result;  ///< lower case
    Texts reported_domain;
    std::optional<IpAddress> source_ip;
    std::optional<std::int64_t> source_port;
    std::optional<std::string> arrival_date;  ///< as written
    std::optional<std::int64_t> incidents;
    std::optional<std::string> original_mail_from;
    Texts original_rcpt_to;
    std::optional<std::string> original_envelope_id;
    std::optional<std::string> reporting_mta;
    std::optional<std::string> dkim_domain;
    std::optional<std::string> dkim_identity;
    std::optional<std::string> dkim_selector;
    std::optional<std::string> spf_dns;
    std::optional<OriginalMail> original;

    // Derived.
    bool is_dmarc_failure = false;   ///< about authentication; false for abuse and its like
    std::string domain;              ///< whose domain it is about; empty when nothing tells
    std::optional<Seconds> arrived;  ///< Arrival-Date, else the report mail's Date
};

}  // namespace sendpath::model
