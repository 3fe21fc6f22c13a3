#pragma once

#include "support/sample_month/aggregate.hpp"

#include <map>

namespace sendpath::sample {

/// Messages, and those of them without an aligned pass.
struct Sum {
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// What a program that counts the month must come to.
class Totals {
public:
    void add(const Aggregate& report);

    /// One fact a line, its parts divided by tabs:
    ///   aggregate N / records N / messages N / failing N / spf_aligned N / dkim_aligned N
    ///   domain NAME REPORTS MESSAGES FAILING
    ///   day NAME DATE MESSAGES FAILING      (the UTC date of the middle of a report)
    ///   path NAME HEADER_FROM VERDICT REASON MESSAGES FAILING
    [[nodiscard]] std::string tsv() const;

private:
    std::int64_t reports_ = 0;
    std::int64_t records_ = 0;
    std::int64_t spf_aligned_ = 0;
    std::int64_t dkim_aligned_ = 0;
    Sum all_;
    std::map<std::string, std::int64_t> reports_of_;
    std::map<std::string, Sum> domains_;
    std::map<std::pair<std::string, std::string>, Sum> days_;
    std::map<std::string, Sum> paths_;
};

}  // namespace sendpath::sample
