#pragma once

#include "base/digest.hpp"
#include "model/network.hpp"
#include "model/report.hpp"
#include "store/counts.hpp"
#include "store/filter.hpp"
#include "store/intake.hpp"

struct sqlite3;

namespace sendpath::store {

// The questions of the pages; those about sending paths and domains are in store/path_queries.hpp.
// Each runs on a read-only connection inside Reader::ask(); all may
// fail with io (the database's own sentence) or too_large (took longer than a question may).

// ---- what the store holds at all

struct Extent {
    std::optional<Day> first_day;
    std::optional<Day> last_day;
    std::int64_t generation = 0;  ///< goes up with every commit; an ETag
};
[[nodiscard]] Result<Extent> extent(sqlite3& db, const std::vector<model::DomainName>& domains);
[[nodiscard]] Result<std::int64_t> generation(sqlite3& db);

// ---- overview and timeseries

struct SeenPolicy {
    model::PublishedPolicy policy;
    Day seen;
};
/// As the newest reports about `domain` have it, else about the nearest name above it; see
/// analysis::policy_spells.
[[nodiscard]] Result<std::optional<SeenPolicy>> newest_policy(sqlite3& db, std::string_view domain);

struct DomainRow {
    std::string domain;  ///< header From domain
    Counts counts;
    std::optional<model::PublishedPolicy> policy;  ///< as newest_policy tells
    std::optional<Day> policy_seen;
};

struct Overview {
    Counts counts;
    std::int64_t reports = 0;
    std::int64_t records = 0;
    std::int64_t sources = 0;
    std::int64_t failing_sources = 0;
    std::int64_t reporters = 0;
    std::vector<DomainRow> domains;  ///< by messages, descending, at most 50
    std::int64_t held = 0;           ///< the last five are of the whole store, whatever the filter
    std::int64_t duplicates = 0;
    std::int64_t conflicts = 0;
    std::int64_t skipped_records = 0;
    std::int64_t foreign_reports = 0;
};
[[nodiscard]] Result<Overview> overview(sqlite3& db, const Filter& filter);

struct DayCounts {
    Day day;
    Counts counts;
};
/// Days with data, ascending.
[[nodiscard]] Result<std::vector<DayCounts>> counts_by_day(sqlite3& db, const Filter& filter);

// ---- sources

enum class ResultFilter : std::uint8_t { any, fail, pass, dkim_fail, spf_fail };
enum class SourceOrder : std::uint8_t { failing, messages };

/// One distinct set of authentication results of a source, with what became of its messages.
struct FlowCounts {
    std::int64_t flow = 0;  ///< row of table flow
    model::Words words;
    model::AuthSet auth;  ///< words are in `words`
    Counts counts;
    std::vector<std::pair<model::OverrideClass, std::int64_t>> overrides;  ///< of failing messages
};

struct SourceRow {
    model::IpAddress source;
    std::string domain;  ///< header From domain
    Counts counts;
    Day first_day;
    Day last_day;
    std::vector<FlowCounts> flows;  ///< failing messages first, then by messages; at most 16
    std::optional<model::PublishedPolicy> policy;  ///< newest of the domain or the ones above it
};

struct SourcesQuestion {
    Filter filter;
    std::optional<model::IpAddress> source;
    ResultFilter result = ResultFilter::any;  ///< sources that have such messages
    SourceOrder order = SourceOrder::failing;
    std::size_t limit = 50;
    std::optional<Position> after;
};
[[nodiscard]] Result<Page<SourceRow>> sources(sqlite3& db, const SourcesQuestion& question);

// ---- records

struct RecordRow {
    model::ReportId report;
    std::int64_t ordinal = 0;  ///< from 1, among the counted records of the report
    Day day;
    std::string reporter;
    model::PublishedPolicy policy;
    model::Record record;  ///< words, reasons and auth_set are in the members below
    model::Words words;
    model::AuthSet auth;
    std::vector<model::OverrideReason> reasons;
};

struct RecordsQuestion {
    Filter filter;
    std::optional<model::IpNetwork> network;
    ResultFilter result = ResultFilter::any;
    std::optional<std::string> reporter;     ///< org_name, exact
    std::optional<std::string> header_from;  ///< exact, also where it is no name
    /// Rows of flow_class, sorted: see store/path_selection.hpp.
    std::optional<std::vector<std::int64_t>> classes;
    std::optional<model::ReportId> report;
    std::size_t limit = 50;
    std::optional<Position> after;
    bool totals = true;  ///< false: RecordsPage counts what it met, and reads on no further
};

struct RecordsPage {
    Page<RecordRow> page;      ///< newest report day first
    std::int64_t records = 0;  ///< of the whole filtered set
    std::int64_t messages = 0;
};
[[nodiscard]] Result<RecordsPage> records(sqlite3& db, const RecordsQuestion& question);

// ---- reports

enum class ReportKind : std::uint8_t { aggregate, failure, tls };
enum class ReportState : std::uint8_t { counted = 1, superseded = 2, foreign = 3 };

[[nodiscard]] std::string_view name(ReportKind kind);
[[nodiscard]] std::string_view name(ReportState state);

struct ReportRow {
    model::ReportId id;
    ReportKind kind{};
    ReportState state{};
    bool conflict = false;
    bool multi_day = false;
    std::string org_name;
    std::optional<std::string> email;
    std::string report_id;
    std::string domain;  ///< policy domain
    Seconds begin{};
    Seconds end{};
    Day day;
    Seconds received{};
    std::int64_t records = 0;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
    model::Generation generation{};
    std::int64_t warnings = 0;
    std::int64_t skipped = 0;
    std::int64_t deliveries = 1;
};

struct ReportsQuestion {
    Filter filter;
    ReportKind kind = ReportKind::aggregate;
    std::optional<std::string> reporter;
    std::optional<ReportState> state;
    std::size_t limit = 50;
    std::optional<Position> after;
};
[[nodiscard]] Result<Page<ReportRow>> reports(sqlite3& db, const ReportsQuestion& question);

struct Arrival {
    Seconds received{};
    std::string via;  ///< "file", "upload", "smtp", "imap"
    std::string name;
};

struct ReportDetail {
    ReportRow row;
    model::Report report;  ///< as it was decoded; only fields the store keeps
    std::vector<Arrival> arrivals;
};
/// nullopt when there is no such report.
[[nodiscard]] Result<std::optional<ReportDetail>> report(sqlite3& db, model::ReportId id);

/// The mail or file a report or held part came in, unpacked from the store.
struct RawMessage {
    std::string octets;
    std::string name;  ///< file name as it came; never a path
    std::string part;  ///< which part of it was asked for
    Seconds received{};
    std::string trace;  ///< what goes before the octets of a mail that came by SMTP
};
/// nullopt when there is no such report, or its raw message is past retention.
[[nodiscard]] Result<std::optional<RawMessage>> raw_of_report(sqlite3& db, model::ReportId id);

/// What came of a mail or file that is here already.
struct KnownMail {
    IntakeState state{};
    std::vector<ReportRow> reports;  ///< also those that had come before it
    std::vector<model::Held> held;
};
[[nodiscard]] Result<KnownMail> known_mail(sqlite3& db, model::IntakeId id);

// ---- failure and TLS reports

struct FailureRow {
    model::ReportId id;
    std::optional<Seconds> arrived;
    Seconds received{};
    std::string domain;
    std::optional<model::IpAddress> source;
    std::optional<std::string> feedback_type;
    std::vector<std::string> auth_failure;
    std::optional<std::string> delivery_result;
    std::vector<std::string> identity_alignment;
    std::string reporter;  ///< User-Agent, else Reporting-MTA
    std::optional<std::string> subject;
};

struct FailuresQuestion {
    Filter filter;                            ///< its period is on the day of arrival
    std::optional<model::IpNetwork> network;  ///< of the source
    std::optional<std::string> auth_failure;  ///< one of FailureRow::auth_failure, in any case
    std::string text;                         ///< in domain, reporter or subject, in any case
    std::size_t limit = 50;
    std::optional<Position> after;
};
/// Newest first.
[[nodiscard]] Result<Page<FailureRow>> failure_reports(sqlite3& db,
                                                       const FailuresQuestion& question);

struct TlsRow {
    model::ReportId id;
    std::string organization;
    std::string report_id;
    Seconds begin{};
    Seconds end{};
    Seconds received{};
    std::vector<std::string> domains;
    std::int64_t successful = 0;
    std::int64_t failed = 0;
    std::vector<std::pair<std::string, std::int64_t>> result_types;
};
[[nodiscard]] Result<Page<TlsRow>> tls_reports(sqlite3& db, const Filter& filter, std::size_t limit,
                                               const std::optional<Position>& after);

// ---- ingestion

struct DoorCounts {
    Via via{};
    std::int64_t accepted = 0;  ///< mails and files, each octets once
    Seconds last_received{};
};

struct IntakeCounts {
    std::int64_t accepted = 0;
    std::int64_t pending = 0;  ///< waiting or being decoded
    std::int64_t held = 0;     ///< mails of which a part, or all, could not be read
    std::optional<Seconds> last_received;
    std::vector<DoorCounts> by_via;  ///< doors that brought something
    std::int64_t other_mails = 0;    ///< mail for people, see OtherMailTable
    std::int64_t other_octets = 0;   ///< of these, packed
};
[[nodiscard]] Result<IntakeCounts> intake_counts(sqlite3& db);

/// What came of the messages of one folder.
struct MailboxCounts {
    std::int64_t mailbox = 0;  ///< row of table mailbox
    std::int64_t found = 0;    ///< messages: the sum of new_mails, known and too_large
    std::int64_t new_mails = 0;
    std::int64_t known = 0;  ///< octets that were here before
    std::int64_t too_large = 0;
    std::int64_t held = 0;     ///< of found: downloaded, but not or only partly read
    std::int64_t waiting = 0;  ///< of found: not yet put out of the way
};
/// Of every folder that brought something since then, by its row.
[[nodiscard]] Result<std::vector<MailboxCounts>> mailbox_counts(sqlite3& db, Seconds since);

// ---- held

struct HeldRow {
    std::int64_t id = 0;
    Seconds received{};
    std::string via;
    std::string name;
    std::string from;
    std::string subject;
    std::int64_t size = 0;
    model::Held held;
    std::optional<Seconds> ignored;  ///< when somebody said that it is settled
};

struct HeldQuestion {
    std::optional<model::HeldReason> reason;
    std::optional<Via> via;
    bool ignored = false;  ///< those that are settled, in place of those that wait for somebody
    std::size_t limit = 50;
    std::optional<Position> after;
};
/// Newest first.
[[nodiscard]] Result<Page<HeldRow>> held(sqlite3& db, const HeldQuestion& question);
/// The mail that a held message is, or is a part of. nullopt when there is no such held message, or
/// its octets are past retention.
[[nodiscard]] Result<std::optional<model::IntakeId>> mail_of_held(sqlite3& db, std::int64_t id);
/// nullopt when there is no such held message.
[[nodiscard]] Result<std::optional<RawMessage>> raw_of_held(sqlite3& db, std::int64_t id);

}  // namespace sendpath::store
