#include "config/kinds.hpp"

#include "base/text.hpp"
#include "config/units.hpp"

#include <algorithm>

namespace sendpath::config {
namespace {

/// Longer values are cut in messages, so that a certificate in the wrong place fills no screen.
constexpr std::size_t kLongestQuote = 60;

std::string shown(const Written& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return text->size() > kLongestQuote ? '"' + text->substr(0, kLongestQuote) + "...\""
                                            : '"' + *text + '"';
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    return "a list of " + std::to_string(std::get<std::vector<std::string>>(value).size());
}

/// The value as a text where it is a text or a number.
std::optional<std::string> plain(const Written& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    return std::nullopt;
}

}  // namespace

Error unexpected(std::string_view what, const Written& value) {
    return {Errc::bad_syntax, std::string("expected ").append(what) + ", found " + shown(value)};
}

Result<std::string> read_text(const Written& value, std::string_view what) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || text::trimmed(*text).empty()) return unexpected(what, value);
    return *text;
}

Result<std::vector<std::string>> read_list(const Written& value, std::string_view what) {
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return *list;
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return unexpected(what, value);
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text->size();) {
        const std::size_t comma = std::min(text->find(',', start), text->size());
        const std::string_view part =
            text::trimmed(std::string_view(*text).substr(start, comma - start));
        if (!part.empty()) parts.emplace_back(part);
        start = comma + 1;
    }
    return parts;
}

Result<std::uint64_t> read_count(const Written& value, std::uint64_t least, std::uint64_t most) {
    const std::optional<std::string> text = plain(value);
    if (text) {
        const Result<std::uint64_t> count = text::parse_count(text::trimmed(*text));
        if (count && *count >= least && *count <= most) return *count;
    }
    return unexpected("a whole number of " + std::to_string(least) + " to " + std::to_string(most),
                      value);
}

Result<std::uint64_t> read_size(const Written& value, std::uint64_t least, std::uint64_t most) {
    const std::string what =
        "a size of " + size_text(least) + " to " + size_text(most) + ", like \"64MiB\"";
    const std::optional<std::string> text = plain(value);
    if (!text) return unexpected(what, value);
    const Result<std::uint64_t> size = parse_size(*text);
    if (!size) return unexpected(what + " (" + size.error().detail + ")", value);
    if (*size < least || *size > most) return unexpected(what, value);
    return *size;
}

Result<Keep> read_keep(const Written& value, std::chrono::seconds least) {
    const std::string what = "a time of " + duration_text(least) + " to " +
                             duration_text(kLongestDuration) + ", like \"90d\", or \"forever\"";
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && text::iequals(text::trimmed(*text), "forever")) return Keep();
    const std::optional<std::string> written = plain(value);
    if (!written) return unexpected(what, value);
    const Result<std::chrono::seconds> time = parse_duration(*written);
    if (!time) return unexpected(what + " (" + time.error().detail + ")", value);
    if (*time < least) return unexpected(what, value);
    return Keep(*time);
}

Result<std::chrono::seconds> read_time(const Written& value, std::chrono::seconds least,
                                       std::chrono::seconds most) {
    const std::string what =
        "a time of " + duration_text(least) + " to " + duration_text(most) + ", like \"5min\"";
    const std::optional<std::string> written = plain(value);
    if (!written) return unexpected(what, value);
    const Result<std::chrono::seconds> time = parse_duration(*written);
    if (!time) return unexpected(what + " (" + time.error().detail + ")", value);
    if (*time < least || *time > most) return unexpected(what, value);
    return *time;
}

Result<bool> read_flag(const Written& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && text::iequals(text::trimmed(*text), "true")) return true;
    if (text != nullptr && text::iequals(text::trimmed(*text), "false")) return false;
    return unexpected("true or false", value);
}

Result<std::vector<model::IpNetwork>> read_networks(const Written& value) {
    constexpr std::string_view what = R"(addresses or networks, like ["10.0.0.0/8", "::1"])";
    const Result<std::vector<std::string>> texts = read_list(value, what);
    if (!texts) return texts.error();
    std::vector<model::IpNetwork> networks;
    for (const std::string& text : *texts) {
        const Result<model::IpNetwork> network = model::IpNetwork::parse(text);
        if (!network) return unexpected(what, text);
        networks.push_back(*network);
    }
    return networks;
}

Result<std::vector<Endpoint>> read_endpoints(const Written& value) {
    const Result<std::vector<std::string>> texts = read_list(value, kEndpoints);
    if (!texts) return texts.error();
    std::vector<Endpoint> endpoints;
    for (const std::string& text : *texts) {
        const Result<Endpoint> endpoint = parse_endpoint(text);
        if (!endpoint)
            return unexpected(std::string(kEndpoints) + " (" + endpoint.error().detail + ")", text);
        if (endpoint->port != 0 && std::ranges::find(endpoints, *endpoint) != endpoints.end())
            return unexpected("each address once", text);
        endpoints.push_back(*endpoint);
    }
    return endpoints;
}

}  // namespace sendpath::config
