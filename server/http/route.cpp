#include "http/route.hpp"

#include "base/text.hpp"

#include <limits>

namespace sendpath::http {
namespace {

constexpr std::string_view kId = "{id}";

std::optional<std::int64_t> row_id(std::string_view text) {
    const Result<std::uint64_t> id = text::parse_count(text);
    if (!id || *id == 0 || *id > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(*id);
}

constexpr Route kRoutes[] = {
    {"/overview", get_overview},
    {"/timeseries", get_timeseries, Rows::all},
    {"/paths", get_paths, Rows::pages},
    {"/paths/{id}", get_path},
    {"/paths/{id}/evidence", get_path_evidence},
    {"/paths/{id}/reporters", get_path_reporters, Rows::all},
    {"/paths/{id}/sources", get_path_sources, Rows::pages},
    {"/domains", get_domains, Rows::all},
    {"/domains/{domain}", get_domain},
    {"/domains/{domain}/readiness", get_readiness},
    {"/domains/{domain}/simulation", get_simulation},
    {"/labels", get_labels, Rows::all},
    {"/sources", get_sources, Rows::pages},
    {"/records", get_records, Rows::pages},
    {"/reports", get_reports, Rows::pages},
    {"/reports/{id}", get_report},
    {"/reports/{id}/raw", get_report_raw},
    {"/failure-reports", get_failure_reports, Rows::pages},
    {"/tls-reports", get_tls_reports, Rows::pages},
    {"/tls-summary", get_tls_summary, Rows::all},
    {"/held", get_held, Rows::pages},
    {"/held/{id}/raw", get_held_raw},
    {"/ingest", get_ingest, Rows::none, true},
    {"/ingest/reporters", get_ingest_reporters, Rows::all},
    {"/mailboxes", get_mailboxes, Rows::none, true},
};

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

std::optional<Match> match(std::string_view pattern, std::string_view path) {
    const std::size_t at = pattern.find('{');
    if (at == std::string_view::npos)
        return pattern == path ? std::optional(Match{}) : std::nullopt;
    const std::string_view word = pattern.substr(at, pattern.find('}') + 1 - at);
    const std::string_view rest = pattern.substr(at + word.size());
    if (path.size() <= at + rest.size() || path.substr(0, at) != pattern.substr(0, at) ||
        !path.ends_with(rest))
        return std::nullopt;
    const std::string_view text = path.substr(at, path.size() - at - rest.size());
    if (text.find('/') != std::string_view::npos) return std::nullopt;
    if (word != kId) return Match{0, std::string(text)};
    const std::optional<std::int64_t> id = row_id(text);
    return id ? std::optional(Match{*id, {}}) : std::nullopt;
}

}  // namespace sendpath::http
