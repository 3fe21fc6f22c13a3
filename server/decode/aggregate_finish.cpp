#include "decode/aggregate_finish.hpp"

#include "base/text.hpp"
#include "decode/domain_text.hpp"
#include "decode/report_file_name.hpp"
#include "decode/report_subject.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

using model::Held;
using model::HeldReason;
using model::kNoWord;
using namespace std::chrono_literals;

constexpr Seconds kFirstReports{std::chrono::sys_days{std::chrono::year(2012) / 1 / 1}};
constexpr auto kAheadMax = 48h;                     // clocks and time zones of reporters
constexpr auto kSpreadMax = std::chrono::days(31);  // model::report_days spreads no longer window

class Finish {
public:
    Finish(AggregateDraft& draft, const Hints& hints, const Digest& content)
        : draft_(draft), hints_(hints), content_(content) {}

    std::optional<Held> run() {
        if (!draft_.metadata_seen && !draft_.policy_seen && draft_.records_seen == 0)
            return held(HeldReason::missing_field,
                        "neither report_metadata nor policy_published nor a record");
        if (auto problem = dates()) return problem;
        if (auto problem = policy()) return problem;
        org_name();
        report_id();
        header_from();
        doubts();
        return std::nullopt;
    }

    [[nodiscard]] bool identity_derived() const { return identity_derived_; }

private:
    model::AggregateReport& report() { return draft_.report; }

    // What names beside the document say is read when the document itself lacks something.
    [[nodiscard]] ReportFileName file_name() const {
        return parse_report_file_name(hints_.file_name).value_or(ReportFileName{});
    }
    [[nodiscard]] ReportSubject subject() const {
        return parse_report_subject(hints_.subject).value_or(ReportSubject{});
    }

    static Held held(HeldReason reason, std::string detail) {
        return {reason, std::move(detail), {}};
    }

    std::optional<Held> dates() {
        if (!draft_.begin || !draft_.end) {
            if (!derive_dates())
                return held(
                    draft_.findings.has("date") ? HeldReason::bad_value : HeldReason::missing_field,
                    "report_metadata/date_range: no begin, and neither file name nor mail "
                    "tells the date");
            identity_derived_ = true;
            draft_.findings.note("date", "date_range lacks begin or end: taken from elsewhere");
        }
        report().begin = *draft_.begin;
        report().end = *draft_.end;
        return std::nullopt;
    }

    /// From the file name, else the day of the mail, which never widens what the document does say.
    bool derive_dates() {
        if (const auto name = parse_report_file_name(hints_.file_name)) {
            if (!draft_.begin) draft_.begin = name->begin;
            if (!draft_.end) draft_.end = name->end;
        }
        if (!draft_.begin && hints_.mail_date)
            draft_.begin =
                draft_.end ? std::min(*draft_.end, *hints_.mail_date) : *hints_.mail_date;
        if (!draft_.begin) return false;
        if (!draft_.end) draft_.end = draft_.begin;
        return true;
    }

    std::optional<Held> policy() {
        if (!draft_.policy_seen)
            draft_.findings.note("policy", "no policy_published");
        else if (!draft_.p_seen)
            draft_.findings.note("policy", "policy_published without p");
        else if (!report().policy.p)
            draft_.findings.note("policy", "policy_published/p is empty");
        if (!report().policy.domain.empty()) return std::nullopt;

        std::string named = file_name().domain;
        if (named.empty()) named = subject().domain;
        auto domain = model::DomainName::parse(domain_text(named));
        if (domain) {
            identity_derived_ = true;
        } else {
            domain = model::DomainName::parse(commonest_header_from());
        }
        if (!domain) {
            if (draft_.policy_domain)
                return held(HeldReason::bad_value, "policy_published/domain: not a domain name: " +
                                                       excerpt(*draft_.policy_domain));
            return held(
                HeldReason::missing_field,
                "policy_published/domain: absent, and neither file name nor records tell it");
        }
        draft_.findings.note("policy", "no sound policy domain: taken from elsewhere", 0,
                             domain->str());
        report().policy.domain = *std::move(domain);
        return std::nullopt;
    }

    /// The one with most messages; empty when no record has one.
    std::string commonest_header_from() {
        std::vector<std::uint64_t> messages(report().words.size() + 1);
        for (const model::Record& record : report().records)
            if (record.header_from != kNoWord) messages[record.header_from] += record.messages + 1;
        const auto most = std::ranges::max_element(messages);
        if (*most == 0) return {};
        return std::string(report().words.text(static_cast<model::Word>(most - messages.begin())));
    }

    void org_name() {
        if (!draft_.org_name_seen) draft_.findings.note("org", "no org_name");
        if (!report().org_name.empty()) return;
        report().org_name_derived = true;
        if (report().email && report().email->find('@') != std::string::npos)
            report().org_name = domain_text(domain_part(*report().email));
        if (!report().org_name.empty()) return;

        draft_.findings.note("org", "neither org_name nor email names the reporter");
        identity_derived_ = true;
        report().org_name = hints_.mail_from_domain;
        if (report().org_name.empty()) report().org_name = file_name().receiver;
        if (report().org_name.empty()) report().org_name = subject().submitter;
        if (report().org_name.empty()) report().org_name = "unknown";
    }

    void report_id() {
        if (!report().report_id.empty()) return;
        draft_.findings.note("id", "no report_id: the digest of the content stands in");
        report().report_id = hex(content_);
    }

    void header_from() {
        if (draft_.records_without_from == 0) return;
        const model::Word domain = report().words.intern(report().policy.domain.str());
        for (model::Record& record : report().records) {
            if (record.header_from != kNoWord) continue;
            record.header_from = domain;
            record.header_from_inferred = true;
        }
        draft_.findings.note("inferred", "header_from taken from the policy domain, records", 0,
                             std::to_string(draft_.records_without_from));
    }

    void doubts() {
        const Seconds begin = report().begin;
        const Seconds end = report().end;
        if (end < begin) draft_.findings.note("range", "end before begin");
        if (end > begin && end - begin > kSpreadMax)
            draft_.findings.note("range", "over 31 days: counted on the middle day");
        const bool ahead =
            count(hints_.received) > 0 && std::max(begin, end) > hints_.received + kAheadMax;
        if (begin < kFirstReports || ahead)
            draft_.findings.note("date-suspect", "before 2012 or more than 48 hours ahead");
        if (draft_.records_seen == 0) draft_.findings.note("empty", "no records");
        if (draft_.selector_absent_in != 0 && report().generation == model::Generation::rfc9990)
            draft_.findings.note("auth", "auth_results/dkim without selector or result",
                                 draft_.selector_absent_in);
    }

    AggregateDraft& draft_;
    const Hints& hints_;
    const Digest& content_;
    bool identity_derived_ = false;
};

}  // namespace

std::variant<model::Report, model::Held> finished(AggregateDraft&& draft, const Hints& hints,
                                                  const Digest& content) {
    Finish finish(draft, hints, content);
    if (auto problem = finish.run()) {
        problem->part = hints.part;
        return *std::move(problem);
    }
    model::Report report{std::move(draft.report),
                         content,
                         hints.part,
                         finish.identity_derived(),
                         draft.findings.warnings(),
                         std::move(draft.skipped)};
    return report;
}

}  // namespace sendpath::decode
