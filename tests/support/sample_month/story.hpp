#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sendpath::sample {

/// Days of the month that is told, 0 the first.
constexpr int kDays = 30;

/// The policy a domain publishes.
struct Policy {
    std::string_view domain;
    std::string_view p;
    std::string_view sp;
    char adkim;
    char aspf;
};

/// example.com, example.co.jp, example.org.
const std::vector<Policy>& policies();

struct Signature {
    std::string_view domain;
    std::string_view selector;
    std::string_view result;
    std::string_view human_result = {};
};

/// One thing that sends mail in the name of a domain, for some days in the same way.
struct Sender {
    std::string_view path;     ///< what people would call it
    std::string_view verdict;  ///< that the dashboard should come to
    std::string_view verdict_reason;
    std::size_t policy;  ///< index into policies()
    std::string_view header_from;
    std::string_view envelope_from;
    std::string_view spf;  ///< result for envelope_from
    std::vector<Signature> signatures;
    bool spf_aligned;
    bool dkim_aligned;
    std::vector<std::string> addresses;
    int messages_per_day;
    int first_day = 0;
    int last_day = kDays - 1;
    std::string_view reason = {};  ///< override that reporters give
    std::string_view comment = {};
};

/// Every sender of the month; between them they have every verdict there is.
const std::vector<Sender>& senders();

}  // namespace sendpath::sample
