#pragma once

#include "support/sample_month/reporters.hpp"
#include "support/sample_month/story.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sendpath::sample {

struct Row {
    const Sender* sender;
    std::string address;
    std::int64_t messages;
};

/// One aggregate report before it is written down.
struct Aggregate {
    const Reporter* reporter;
    const Policy* policy;
    std::string id;
    std::int64_t begin;  ///< seconds since 1970, UTC
    std::int64_t end;
    std::vector<Row> rows;
};

/// All aggregate reports of the month whose last day begins at `last_midnight`, by day. The same
/// argument gives the same reports.
std::vector<Aggregate> aggregates(std::int64_t last_midnight);

/// What the reporter did with the messages of a row: the word for policy_evaluated/disposition.
std::string_view disposition(const Aggregate& report, const Sender& sender);

/// The report as its reporter writes it.
std::string xml(const Aggregate& report);

/// "northwind.example!example.com!1763596800!1763683199", without an extension.
std::string file_stem(const Aggregate& report);

}  // namespace sendpath::sample
