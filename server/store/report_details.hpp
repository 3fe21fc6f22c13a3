#pragma once

#include "model/report.hpp"
#include "store/dictionaries.hpp"

namespace sendpath::store {

/// The tables that only failure and TLS reports have, from the writing side.
class ReportDetails {
public:
    ReportDetails(sqlite3& db, Failure& failure);

    /// @param source  row of the reported source address, if the report names one
    void add(std::int64_t report, const model::FailureReport& failure,
             std::optional<std::int64_t> source);
    void add(std::int64_t report, const model::TlsReport& tls);
    void remove(std::int64_t report);

private:
    Command add_failure_;
    Command add_field_;
    Command add_sample_;
    Command add_policy_;
    Command add_tls_failure_;
    Command drop_failure_;
    Command drop_fields_;
    Command drop_sample_;
    Command drop_policies_;
    Command drop_tls_failures_;
};

/// Lists are kept as one text, an item a line; an item's own line feeds become spaces.
[[nodiscard]] std::string joined(const std::vector<std::string>& items);
[[nodiscard]] std::vector<std::string> split_lines(std::string_view text);

}  // namespace sendpath::store
