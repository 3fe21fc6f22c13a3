#include "http/request.hpp"

#include "base/text.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

/// Calls `member(text)` for each member of a comma-separated list until it answers true.
template <class Member>
bool any_member(std::string_view list, Member member) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (member(text::trimmed(list.substr(0, comma)))) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// True for "q=0", "q=0.000".
bool is_refused(std::string_view parameters) {
    const std::size_t q = parameters.find("q=");
    if (q == std::string_view::npos) return false;
    const std::string_view weight = text::trimmed(parameters.substr(q + 2));
    return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

std::string_view without_weakness(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

}  // namespace

Result<void> read_target(std::string_view target, std::string_view base_path, Request& request) {
    const auto url = boost::urls::parse_origin_form({target.data(), target.size()});
    if (!url) return Error{Errc::bad_syntax, "the target is not a path"};
    const std::string path = url->path();
    if (std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return Error{Errc::bad_syntax, "a control character in the path"};
    if (!path.starts_with(base_path)) return Error{Errc::missing_field, "not below the base path"};
    request.path = path.substr(base_path.size() - 1);

    const auto encoded = url->encoded_query();
    Result<Query> query = Query::parse({encoded.data(), encoded.size()});
    if (!query) return query.error();
    request.query = *std::move(query);
    return {};
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
    return any_member(accept_encoding, [coding](std::string_view member) {
        const std::size_t semicolon = std::min(member.find(';'), member.size());
        return text::iequals(text::trimmed(member.substr(0, semicolon)), coding) &&
               !is_refused(member.substr(semicolon));
    });
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    return any_member(if_none_match, [etag](std::string_view member) {
        return member == "*" || without_weakness(member) == without_weakness(etag);
    });
}

bool is_cross_origin(const Request& request) {
    if (request.fetch_site == "cross-site") return true;
    if (request.origin.empty()) return false;
    const std::size_t scheme = request.origin.find("://");
    if (scheme == std::string::npos) return true;  // "null": a page without an origin of its own
    return !text::iequals(std::string_view(request.origin).substr(scheme + 3), request.host);
}

}  // namespace sendpath::http
