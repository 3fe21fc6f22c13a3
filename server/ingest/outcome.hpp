#pragma once

#include "model/report.hpp"
#include "store/intake.hpp"
#include "store/report_table.hpp"

namespace sendpath::ingest {

/// One report of a mail, and what the store did with it.
struct ReportOutcome {
    model::ReportId id{};  ///< of a duplicate: the one that was here
    store::ReportKind kind{};
    std::string org_name;
    std::string domain;
    std::string report_id;
    store::Added added{};
};

/// A report that this program made to try its own doors: read as any other, kept out of the data.
struct TestArrival {
    std::string report_id;
    std::string domain;
    bool would_count =
        false;  ///< its domain is ours: a real report about it would be in the totals
    std::int64_t records = 0;
    std::int64_t messages = 0;
    std::int64_t warnings = 0;

    friend bool operator==(const TestArrival&, const TestArrival&) = default;
};

/// What became of one mail or file.
struct MailOutcome {
    model::IntakeId intake;
    bool known = false;  ///< the same octets were digested before; nothing was done again
    store::IntakeState state{};
    std::vector<ReportOutcome> reports;
    std::vector<model::Held> held;
    std::vector<TestArrival> tests;
    std::int64_t skipped_records = 0;
    std::int64_t warnings = 0;
};

/// Sums over many mails, for the summary at the end of long work.
struct Tally {
    std::int64_t mails = 0;
    std::int64_t known = 0;      ///< mails whose octets were here before
    std::int64_t aggregate = 0;  ///< new reports, those in conflict and foreign ones included
    std::int64_t failure = 0;
    std::int64_t tls = 0;
    std::int64_t duplicates = 0;  ///< reports that were here before, in mails that were not
    std::int64_t conflicts = 0;
    std::int64_t foreign = 0;
    std::int64_t skipped_records = 0;
    std::int64_t warnings = 0;
    std::int64_t tests = 0;  ///< test reports, which are none of the above
    std::vector<std::pair<model::HeldReason, std::int64_t>> held;  ///< by reason

    void add(const MailOutcome& mail);
    [[nodiscard]] std::int64_t held_in_all() const;
    [[nodiscard]] std::int64_t reports() const { return aggregate + failure + tls; }
};

}  // namespace sendpath::ingest
