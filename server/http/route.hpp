#pragma once

#include "analysis/public_suffixes.hpp"
#include "decode/limits.hpp"
#include "http/answer.hpp"
#include "http/ingest_state.hpp"
#include "http/request.hpp"

#include <span>

struct sqlite3;

namespace sendpath::http {

/// What a question may use: the request, the id in its path, and what all questions share.
struct Call {
    const Request& request;
    QueryReader query;
    std::int64_t id = 0;  ///< what stood for {id}
    std::string name;     ///< what stood for {domain}
    const analysis::PublicSuffixes& suffixes;
    const decode::Limits& decoding;
    Day today;
    const IngestState& state;  ///< filled for routes that ask for it
    bool whole_list = false;   ///< page after page for a file, which has no place for sums
};

/// Answers from the store. Runs on a reader thread, so it may take its time and does all the heavy
/// work of an answer there.
using Question = Answer (*)(sqlite3& db, Call& call);

/// Whether an answer is a list, and how much of it comes at once.
enum class Rows : std::uint8_t { none, all, pages };

/// A GET below /api/v1.
struct Route {
    std::string_view pattern;  ///< "/reports/{id}/raw"
    Question question;
    Rows rows = Rows::none;
    /// Tells of the moment, not of the store alone: it gets Call::state, and no cache keeps it.
    bool of_the_moment = false;
};

inline constexpr std::string_view kApiPrefix = "/api/v1";

/// All questions, in the order of the documentation.
[[nodiscard]] std::span<const Route> routes();

/// What stood for the word in braces of a pattern, if it has one.
struct Match {
    std::int64_t id = 0;
    std::string name;

    friend bool operator==(const Match&, const Match&) = default;
};

/// nullopt when `path` does not fit `pattern`: also for an {id} that is no row number from 1 to
/// 2^63 - 1, and for a {domain} that is empty or has a '/'.
[[nodiscard]] std::optional<Match> match(std::string_view pattern, std::string_view path);

// Each in its own file.
[[nodiscard]] Answer get_overview(sqlite3& db, Call& call);
[[nodiscard]] Answer get_timeseries(sqlite3& db, Call& call);
[[nodiscard]] Answer get_paths(sqlite3& db, Call& call);
[[nodiscard]] Answer get_path(sqlite3& db, Call& call);
[[nodiscard]] Answer get_path_evidence(sqlite3& db, Call& call);
[[nodiscard]] Answer get_path_reporters(sqlite3& db, Call& call);
[[nodiscard]] Answer get_path_sources(sqlite3& db, Call& call);
[[nodiscard]] Answer get_domains(sqlite3& db, Call& call);
[[nodiscard]] Answer get_domain(sqlite3& db, Call& call);
[[nodiscard]] Answer get_readiness(sqlite3& db, Call& call);
[[nodiscard]] Answer get_simulation(sqlite3& db, Call& call);
[[nodiscard]] Answer get_labels(sqlite3& db, Call& call);
[[nodiscard]] Answer get_sources(sqlite3& db, Call& call);
[[nodiscard]] Answer get_records(sqlite3& db, Call& call);
[[nodiscard]] Answer get_reports(sqlite3& db, Call& call);
[[nodiscard]] Answer get_report(sqlite3& db, Call& call);
[[nodiscard]] Answer get_report_raw(sqlite3& db, Call& call);
[[nodiscard]] Answer get_failure_reports(sqlite3& db, Call& call);
[[nodiscard]] Answer get_tls_reports(sqlite3& db, Call& call);
[[nodiscard]] Answer get_tls_summary(sqlite3& db, Call& call);
[[nodiscard]] Answer get_held(sqlite3& db, Call& call);
[[nodiscard]] Answer get_held_raw(sqlite3& db, Call& call);
[[nodiscard]] Answer get_ingest_reporters(sqlite3& db, Call& call);
[[nodiscard]] Answer get_ingest(sqlite3& db, Call& call);
[[nodiscard]] Answer get_mailboxes(sqlite3& db, Call& call);

}  // namespace sendpath::http
