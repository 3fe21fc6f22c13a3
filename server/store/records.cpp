#include "store/queries.hpp"
#include "store/record_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace sendpath::store {
namespace {

using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  // -day, -report, ordinal

/// A report that may hold records of the answer.
struct Candidate {
    std::int64_t id = 0;
    std::int64_t day = 0;
    std::string org_name;
    model::PublishedPolicy policy;
    std::string packed;
};

bool fits(ResultFilter result, Outcome outcome) {
    switch (result) {
        case ResultFilter::any: return true;
        case ResultFilter::fail: return (outcome & 3U) == 0;
        case ResultFilter::pass: return (outcome & 3U) != 0;
        case ResultFilter::dkim_fail: return (outcome & 1U) == 0;
        case ResultFilter::spf_fail: return (outcome & 2U) == 0;
    }
    return true;
}

/// Rows of the filter's names and of all names above them: a report about example.com may hold
/// records of news.example.com.
Result<std::vector<std::int64_t>> related_rows(sqlite3& db,
                                               const std::vector<model::DomainName>& names,
                                               std::vector<std::int64_t> rows) {
    for (const model::DomainName& name : names) {
        std::string_view above = name.str();
        for (std::size_t dot = above.find('.'); dot != std::string_view::npos;
             dot = above.find('.')) {
            above.remove_prefix(dot + 1);
            const auto row = one_integer(db, "SELECT id FROM domain WHERE name = ?1", above);
            if (!row) return row.error();
            if (*row != 0) rows.push_back(*row);
        }
    }
    return rows;
}

/// Walks over the candidates, counts what fits and keeps one page of it.
class RecordsAnswer {
public:
    RecordsAnswer(sqlite3& db, const RecordsQuestion& question,
                  std::optional<std::vector<std::int64_t>> domains)
        : question_(&question), reader_(db), domains_(std::move(domains)) {
        if (question.after && question.after->key.size() == 3)
            after_ = Key{question.after->key[0], question.after->key[1], question.after->key[2]};
    }

    /// Looks up what the question names.
    Result<void> find_names(sqlite3& db) {
        if (question_->network) {
            auto rows = source_rows(db, *question_->network);
            if (!rows) return rows.error();
            sources_ = *std::move(rows);
        }
        if (question_->header_from) {
            const auto row = one_integer(db, "SELECT id FROM domain WHERE name = ?1",
                                         std::string_view(*question_->header_from));
            if (!row) return row.error();
            header_from_ = *row;
        }
        return {};
    }

    /// Whether the page is whole and nobody asks for the totals.
    [[nodiscard]] bool is_done() const { return full_ && !question_->totals; }

    Result<void> take(const Candidate& report) {
        RecordCursor cursor(report.packed);
        PackedRecord record;
        for (std::int64_t ordinal = 1;; ++ordinal) {
            if (is_done()) return {};
            const Result<bool> more = cursor.next(record);
            if (!more) return more.error().within(fmt::format("report {}", report.id));
            if (!*more) return {};
            if (!fits(question_->result, outcome_of(record))) continue;
            const Result<bool> wanted = is_wanted(record);
            if (!wanted) return wanted.error();
            if (!*wanted) continue;
            ++answer_.records;
            answer_.messages += record.messages;
            const Key key{-report.day, -report.id, ordinal};
            if ((after_ && key <= *after_) || full_) continue;
            const Result<void> kept = keep(report, record, ordinal);
            if (!kept) return kept;
        }
    }

    RecordsPage answer() && { return std::move(answer_); }

private:
    Result<bool> is_wanted(const PackedRecord& record) {
        const auto has = [](const std::optional<std::vector<std::int64_t>>& rows,
                            std::int64_t row) {
            return !rows || std::ranges::binary_search(*rows, row);
        };
        if (!sources_ && !domains_ && !header_from_ && !question_->classes) return true;
        const Result<FlowKey> flow = reader_.flow(static_cast<std::int64_t>(record.flow));
        if (!flow) return flow.error();
        return has(sources_, flow->source) && has(domains_, flow->domain) &&
               has(question_->classes, flow->flow_class) &&
               (!header_from_ || flow->domain == *header_from_);
    }

    Result<void> keep(const Candidate& report, const PackedRecord& packed, std::int64_t ordinal) {
        std::vector<RecordRow>& rows = answer_.page.rows;
        if (rows.size() == question_->limit) {
            const RecordRow& last = rows.back();
            answer_.page.next = Position{{-count(last.day), -last.report.value, last.ordinal}};
            full_ = true;
            return {};
        }
        RecordRow& row = rows.emplace_back();
        row.report = {report.id};
        row.ordinal = ordinal;
        row.day = day(report.day);
        row.reporter = report.org_name;
        row.policy = report.policy;
        const auto read = reader_.record(packed, row.words, row.reasons, row.auth);
        if (!read) return read.error();
        row.record = *read;
        return {};
    }

    const RecordsQuestion* question_;
    RecordReader reader_;
    std::optional<std::vector<std::int64_t>> domains_;  // sorted
    std::optional<std::vector<std::int64_t>> sources_;  // sorted
    std::optional<std::int64_t> header_from_;
    std::optional<Key> after_;
    bool full_ = false;
    RecordsPage answer_;
};

/// The reports that may hold records of an answer, asked for once or day by day.
class Candidates {
public:
    Candidates(sqlite3& db, const RecordsQuestion& question, std::string where)
        : db_(&db), question_(&question), where_(std::move(where)) {
        if (question.report) report_ = question.report->value;
    }

    Result<void> each(DayRange days, RecordsAnswer& answer) const {
        Result<void> taken;
        const auto asked = each_row_while(
            *db_,
            fmt::format("SELECT report.id, day, org_name, packed, {} FROM report"
                        "  JOIN reporter ON reporter.id = report.reporter"
                        "  JOIN policy ON policy.id = report.policy"
                        "  JOIN record_list ON record_list.report = report.id"
                        " WHERE {} ORDER BY day DESC, report.id DESC",
                        kPolicyColumns, where_),
            [&](const Statement& row) {
                taken = answer.take({.id = row.integer(0),
                                     .day = row.integer(1),
                                     .org_name = row.text(2),
                                     .policy = policy_at(row, 4),
                                     .packed = row.text(3)});
                return taken && !answer.is_done();
            },
            days.from, days.to, question_->reporter, report_);
        return asked ? taken : asked;
    }

    /// So that what comes after the page is neither sorted nor read.
    Result<void> each_day(DayRange days, RecordsAnswer& answer) const {
        while (!answer.is_done() && days.from <= days.to) {
            std::optional<std::int64_t> newest;
            const auto asked = each_row(
                *db_, "SELECT max(day) FROM report WHERE kind = 0 AND day BETWEEN ?1 AND ?2",
                [&](const Statement& row) { newest = row.optional_integer(0); }, days.from,
                days.to);
            if (!asked) return asked;
            if (!newest) break;
            const Result<void> taken = each({*newest, *newest}, answer);
            if (!taken) return taken;
            days.to = *newest - 1;
        }
        return {};
    }

private:
    sqlite3* db_;
    const RecordsQuestion* question_;
    std::string where_;
    std::optional<std::int64_t> report_;
};

}  // namespace

Result<RecordsPage> records(sqlite3& db, const RecordsQuestion& question) {
    const auto domains = domain_rows(db, question.filter.domains);
    if (!domains) return domains.error();
    RecordsAnswer answer(db, question, *domains);
    const Result<void> found = answer.find_names(db);
    if (!found) return found.error();

    std::string where = "kind = 0 AND day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR org_name = ?3)";
    if (question.report)
        where += " AND report.id = ?4";
    else
        where += " AND state = 1 AND ?4 IS NULL";
    if (*domains) {
        const auto related = related_rows(db, question.filter.domains, **domains);
        if (!related) return related.error();
        where += fmt::format(" AND (report.domain IN {} OR flags & 8)", in_list(*related));
    }
    const Candidates candidates(db, question, std::move(where));
    DayRange days = range_of(question.filter.period);
    if (!question.totals && question.after && question.after->key.size() == 3)
        days.to = std::min(days.to, -question.after->key[0]);
    const Result<void> taken =
        question.totals ? candidates.each(days, answer) : candidates.each_day(days, answer);
    if (!taken) return taken.error();
    return std::move(answer).answer();
}

}  // namespace sendpath::store
