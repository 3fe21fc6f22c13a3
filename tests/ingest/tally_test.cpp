#include "ingest/outcome.hpp"

#include <gtest/gtest.h>

namespace sendpath::ingest {
namespace {

using store::Added;
using store::ReportKind;

ReportOutcome outcome(ReportKind kind, Added added) {
    ReportOutcome report;
    report.kind = kind;
    report.added = added;
    return report;
}

TEST(Tally, SumsWhatBecameOfMails) {
    MailOutcome mail;
    mail.skipped_records = 2;
    mail.warnings = 3;
    mail.reports = {outcome(ReportKind::aggregate, Added::counted),
                    outcome(ReportKind::aggregate, Added::conflict),
                    outcome(ReportKind::aggregate, Added::foreign),
                    outcome(ReportKind::aggregate, Added::duplicate),
                    outcome(ReportKind::failure, Added::counted),
                    outcome(ReportKind::tls, Added::counted),
                    outcome(ReportKind::tls, Added::duplicate)};
    mail.held = {{.reason = model::HeldReason::bad_xml},
                 {.reason = model::HeldReason::encrypted},
                 {.reason = model::HeldReason::bad_xml}};
    Tally tally;
    tally.add(mail);
    EXPECT_EQ(tally.mails, 1);
    EXPECT_EQ(tally.aggregate, 3);
    EXPECT_EQ(tally.failure, 1);
    EXPECT_EQ(tally.tls, 1);
    EXPECT_EQ(tally.reports(), 5);
    EXPECT_EQ(tally.duplicates, 2);
    EXPECT_EQ(tally.conflicts, 1);
    EXPECT_EQ(tally.foreign, 1);
    EXPECT_EQ(tally.held_in_all(), 3);
    using Held = std::pair<model::HeldReason, std::int64_t>;
    EXPECT_EQ(tally.held, (std::vector{Held(model::HeldReason::bad_xml, 2),
                                       Held(model::HeldReason::encrypted, 1)}));
    tally.add(mail);
    EXPECT_EQ(tally.mails, 2);
    EXPECT_EQ(tally.skipped_records, 4);
    EXPECT_EQ(tally.warnings, 6);
    EXPECT_EQ(tally.held_in_all(), 6);
    EXPECT_EQ(tally.held.size(), 2U);
}

TEST(Tally, CountsAKnownMailAsAMail) {
    MailOutcome mail;
    mail.known = true;
    Tally tally;
    tally.add(mail);
    EXPECT_EQ(tally.mails, 1);
    EXPECT_EQ(tally.known, 1);
    EXPECT_EQ(tally.reports(), 0);
    EXPECT_EQ(tally.held_in_all(), 0);
}

}  // namespace
}  // namespace sendpath::ingest
