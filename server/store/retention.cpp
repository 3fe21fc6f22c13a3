#include "store/retention.hpp"

#include "store/intake.hpp"

#include <iterator>
#include <vector>

namespace sendpath::store {
namespace {

/// The first column of what `command` finds.
template <class... Values>
std::vector<std::int64_t> numbers(Command& command, const Values&... values) {
    std::vector<std::int64_t> found;
    command.each([&](const Statement& row) { found.push_back(row.integer(0)); }, values...);
    return found;
}

}  // namespace

void Removed::add(const Removed& more) {
    raw += more.raw;
    failure_samples += more.failure_samples;
    reports += more.reports;
    held += more.held;
}

// Rows of raw and failure_sample stand in the order of arrival, so the oldest are the first ones,
// and those alone are looked at.
RetentionTable::RetentionTable(sqlite3& db, Failure& failure, ReportTable& reports)
    : reports_(&reports),
      old_raw_(db, failure,
               "SELECT id FROM intake JOIN (SELECT intake FROM raw ORDER BY intake LIMIT ?2)"
               "  ON id = intake WHERE received < ?1 AND state IN (2, 3)"),
      drop_raw_(db, failure, "DELETE FROM raw WHERE intake = ?1"),
      old_samples_(db, failure,
                   "SELECT report.id, report.intake FROM report"
                   "  JOIN (SELECT report FROM failure_sample ORDER BY report LIMIT ?2) AS sample"
                   "    ON report.id = sample.report"
                   "  JOIN intake ON intake.id = report.intake"
                   " WHERE received < ?1 AND intake.state IN (2, 3)"),
      drop_sample_(db, failure, "DELETE FROM failure_sample WHERE report = ?1"),
      drop_deliveries_raw_(db, failure,
                           "DELETE FROM raw WHERE intake IN"
                           " (SELECT intake FROM duplicate WHERE report = ?1)"),
      old_mails_(db, failure,
                 "SELECT id, received, state FROM intake INDEXED BY intake_by_via"
                 " WHERE via = ?1 AND received < ?2 AND (received, id) > (?3, ?4)"
                 " ORDER BY received, id LIMIT ?5"),
      reports_of_(db, failure, "SELECT id FROM report WHERE intake = ?1"),
      drop_held_(db, failure, "DELETE FROM held WHERE intake = ?1"),
      settle_held_(db, failure, "UPDATE intake SET state = 2 WHERE id = ?1") {}

RetentionTable::Step RetentionTable::step(const Cutoffs& cutoffs, RetentionProgress& progress) {
    Step step;
    if (cutoffs.raw) drop_raw(*cutoffs.raw, step);
    if (cutoffs.failure_samples) drop_samples(*cutoffs.failure_samples, step);
    if (cutoffs.records) {
        std::int64_t via = 0;
        for (RetentionProgress::Mark& mark : progress.by_via)
            drop_records(*cutoffs.records, ++via, mark, step);
    }
    return step;
}

void RetentionTable::drop_raw(Seconds before, Step& step) {
    const std::vector<std::int64_t> mails = numbers(old_raw_, count(before), kStep);
    for (const std::int64_t mail : mails) step.removed.raw += drop_raw_.run(mail);
    step.more |= std::ssize(mails) == kStep;
}

void RetentionTable::drop_samples(Seconds before, Step& step) {
    struct Sample {
        std::int64_t report = 0;
        std::int64_t mail = 0;
    };
    std::vector<Sample> samples;
    old_samples_.each(
        [&](const Statement& row) { samples.push_back({row.integer(0), row.integer(1)}); },
        count(before), kStep);
    for (const Sample& each : samples) {
        step.removed.failure_samples += drop_sample_.run(each.report);
        step.removed.raw += drop_raw_.run(each.mail) + drop_deliveries_raw_.run(each.report);
    }
    step.more |= std::ssize(samples) == kStep;
}

// A mail's row is seldom deleted and its reports may come back, decoded again; so the mails are
// what is walked along, each once.
void RetentionTable::drop_records(Seconds before, std::int64_t via, RetentionProgress::Mark& mark,
                                  Step& step) {
    struct Mail {
        std::int64_t id = 0;
        IntakeState state{};
    };
    std::vector<Mail> mails;
    const RetentionProgress::Mark begin = mark;
    old_mails_.each(
        [&](const Statement& row) {
            mails.push_back({row.integer(0), static_cast<IntakeState>(row.integer(2))});
            mark = {row.integer(1), row.integer(0)};
        },
        via, count(before), begin.received, begin.mail, kStep);
    for (const Mail& mail : mails) {
        if (mail.state != IntakeState::done && mail.state != IntakeState::held) continue;
        for (const std::int64_t report : numbers(reports_of_, mail.id)) {
            reports_->expire({report});
            ++step.removed.reports;
        }
        if (drop_held_.run(mail.id) > 0) ++step.removed.held;
        if (mail.state == IntakeState::held) settle_held_.run(mail.id);
    }
    step.more |= std::ssize(mails) == kStep;
}

}  // namespace sendpath::store
