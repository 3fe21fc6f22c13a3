#include "http/route.hpp"

#include "base/text.hpp"

#include <limits>

namespace sendpath::http {
namespace {

constexpr std::string_view kId = "{id}";

constexpr Route kRoutes[] = {
    {"/overview", get_overview},
    {"/timeseries", get_timeseries},
    {"/sources", get_sources},
    {"/records", get_records},
    {"/reports", get_reports},
    {"/reports/{id}", get_report},
    {"/reports/{id}/raw", get_report_raw},
    {"/failure-reports", get_failure_reports},
    {"/tls-reports", get_tls_reports},
    {"/held", get_held},
    {"/held/{id}/raw", get_held_raw},
    {"/ingest", get_ingest, true},
    {"/mailboxes", get_mailboxes, true},
};

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

std::optional<std::int64_t> match(std::string_view pattern, std::string_view path) {
    const std::size_t at = pattern.find(kId);
    if (at == std::string_view::npos)
        return pattern == path ? std::optional<std::int64_t>(0) : std::nullopt;
    const std::string_view rest = pattern.substr(at + kId.size());
    if (path.size() <= at + rest.size() || path.substr(0, at) != pattern.substr(0, at) ||
        !path.ends_with(rest))
        return std::nullopt;
    const Result<std::uint64_t> id =
        text::parse_count(path.substr(at, path.size() - at - rest.size()));
    if (!id || *id == 0 || *id > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(*id);
}

}  // namespace sendpath::http
