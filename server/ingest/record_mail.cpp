#include "ingest/record_mail.hpp"

#include "ingest/test_report.hpp"

namespace sendpath::ingest {
namespace {

void record_report(store::Ledger& ledger, const PreparedMail& mail, std::size_t at,
                   MailOutcome& outcome) {
    const model::Report& report = mail.decoded.reports[at];
    const store::ReportFacts facts = store::facts_of(report, mail.intake.received);
    const Disagreed& disagreed = mail.disagreed[at];
    const auto added = ledger.reports().add(
        report, {outcome.intake, mail.intake.received, disagreed.records, disagreed.messages},
        ledger.ours());
    outcome.reports.push_back({.id = ledger.reports().last_id(),
                               .kind = facts.kind,
                               .org_name = facts.org_name,
                               .domain = facts.domain,
                               .report_id = facts.report_id,
                               .added = added});
    outcome.warnings += static_cast<std::int64_t>(report.warnings.size());
    if (added != store::Added::duplicate)
        outcome.skipped_records += static_cast<std::int64_t>(report.skipped.size());
}

void record_reports(store::Ledger& ledger, const PreparedMail& mail,
                    const store::Deliveries& deliveries, model::Takes kinds, MailOutcome& outcome) {
    outcome.held = mail.decoded.held;
    for (std::size_t i = 0; i < mail.decoded.reports.size(); ++i) {
        const model::Report& report = mail.decoded.reports[i];
        if (!takes(kinds, report))
            outcome.held.push_back(not_taken(report, deliveries));
        else if (auto test = test_arrival(report, ledger.ours()))
            outcome.tests.push_back(*std::move(test));
        else
            record_report(ledger, mail, i, outcome);
    }
    const model::MailSummary summary = mail.decoded.mail.value_or(model::MailSummary{});
    for (const model::Held& held : outcome.held)
        ledger.intake().hold(outcome.intake, held, summary.from, summary.subject);
    outcome.state = outcome.held.empty() ? store::IntakeState::done : store::IntakeState::held;
}

}  // namespace

MailOutcome record_mail(store::Ledger& ledger, const PreparedMail& mail) {
    const store::IntakeState state =
        mail.decoded.held.empty() ? store::IntakeState::done : store::IntakeState::held;
    const auto taken = ledger.intake().take(mail.intake, state);
    MailOutcome outcome;
    outcome.intake = taken.id;
    outcome.state = taken.state;
    if (taken.known &&
        (taken.state == store::IntakeState::done || taken.state == store::IntakeState::held)) {
        outcome.known = true;
        return outcome;
    }
    // Cut off while it was decoded again, it may have reports and held parts here already.
    if (taken.known) return record_again(ledger, taken.id, mail);
    record_reports(ledger, mail, {}, model::Takes{}, outcome);
    return outcome;
}

MailOutcome record_again(store::Ledger& ledger, model::IntakeId intake, const PreparedMail& mail,
                         const TakesNow& takes_now) {
    MailOutcome outcome;
    outcome.intake = intake;
    ledger.intake().release(intake);
    ledger.reports().remove_all_of(intake);
    // Asked in the same transaction, since the mail may have come again while it was read.
    const store::Deliveries deliveries = ledger.intake().deliveries(intake);
    record_reports(ledger, mail, deliveries, taken_kinds(deliveries, takes_now), outcome);
    ledger.intake().set_state(intake, outcome.state);
    return outcome;
}

}  // namespace sendpath::ingest
