#include "http/query_reader.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>

namespace sendpath::http {

store::Filter QueryReader::filter() {
    store::Filter filter;
    filter.domains = domains();
    filter.period = period();
    return filter;
}

std::vector<model::DomainName> QueryReader::domains() {
    known_.emplace_back("domain");
    std::vector<model::DomainName> names;
    for (const Query::Parameter& each : query_.all()) {
        if (each.name != "domain") continue;
        Result<model::DomainName> name = model::DomainName::parse(each.value);
        if (!name) {
            fail("domain", "not a domain name: " + name.error().detail);
        } else if (names.size() == kDomainsMax) {
            fail("domain", "more than " + std::to_string(kDomainsMax) + " domains");
            break;
        } else {
            names.push_back(*std::move(name));
        }
    }
    return names;
}

store::Period QueryReader::period() {
    constexpr std::array<Choice<std::chrono::days>, 4> ranges{{{"7d", std::chrono::days(7)},
                                                               {"30d", std::chrono::days(30)},
                                                               {"90d", std::chrono::days(90)},
                                                               {"365d", std::chrono::days(365)}}};
    const store::Period period{date("from"), date("to")};
    if (const auto range = choice("range", ranges)) {
        if (period.from || period.to) fail("range", "not together with `from` or `to`");
        return {today_ - *range + std::chrono::days(1), today_};
    }
    if (period.from && period.to && *period.to < *period.from) fail("to", "before `from`");
    return period;
}

std::size_t QueryReader::limit() {
    const std::optional<std::string_view> given = once("limit");
    if (!given) return kLimitDefault;
    const Result<std::uint64_t> number = text::parse_count(*given);
    if (number && *number >= 1 && *number <= kLimitMax) return *number;
    fail("limit", "not a number from 1 to " + std::to_string(kLimitMax));
    return kLimitDefault;
}

std::optional<store::Position> QueryReader::cursor() {
    const std::optional<std::string_view> given = once("cursor");
    if (!given) return std::nullopt;
    Result<store::Position> position = read_cursor(*given, question());
    if (position) return *std::move(position);
    fail("cursor", position.error().detail);
    return std::nullopt;
}

std::optional<std::string> QueryReader::text(std::string_view name) {
    const std::optional<std::string_view> given = once(name);
    if (!given) return std::nullopt;
    if (given->empty()) fail(name, "empty");
    return std::string(*given);
}

std::optional<model::IpAddress> QueryReader::address(std::string_view name) {
    const std::optional<std::string_view> given = once(name);
    if (!given) return std::nullopt;
    const Result<model::IpAddress> address = model::IpAddress::parse(*given);
    if (address) return *address;
    fail(name, "not an IP address");
    return std::nullopt;
}

std::optional<model::IpNetwork> QueryReader::network(std::string_view name) {
    const std::optional<std::string_view> given = once(name);
    if (!given) return std::nullopt;
    const Result<model::IpNetwork> network = model::IpNetwork::parse(*given);
    if (network) return *network;
    fail(name, "neither an IP address nor a block like 192.0.2.0/24");
    return std::nullopt;
}

std::optional<std::int64_t> QueryReader::row_id(std::string_view name) {
    const std::optional<std::string_view> given = once(name);
    if (!given) return std::nullopt;
    const Result<std::uint64_t> number = text::parse_count(*given);
    if (number && *number >= 1 && *number <= std::numeric_limits<std::int64_t>::max())
        return static_cast<std::int64_t>(*number);
    fail(name, "not the id of a row");
    return std::nullopt;
}

bool QueryReader::flag(std::string_view name) {
    constexpr std::array<Choice<bool>, 2> words{{{"1", true}, {"0", false}}};
    return choice(name, words).value_or(false);
}

std::optional<BadParameter> QueryReader::problem() const {
    if (problem_) return problem_;
    for (const Query::Parameter& each : query_.all())
        if (std::ranges::find(known_, each.name) == known_.end())
            return BadParameter{each.name, "no such parameter here"};
    return std::nullopt;
}

std::optional<std::string> QueryReader::next_cursor(
    const std::optional<store::Position>& next) const {
    if (!next) return std::nullopt;
    return write_cursor(*next, question());
}

std::optional<std::string_view> QueryReader::once(std::string_view name) {
    known_.push_back(name);
    std::optional<std::string_view> found;
    for (const Query::Parameter& each : query_.all()) {
        if (each.name != name) continue;
        if (found) fail(name, "given twice");
        if (each.value.size() > kTextMax) fail(name, "too long");
        found = each.value;
    }
    return found;
}

std::optional<Day> QueryReader::date(std::string_view name) {
    const std::optional<std::string_view> given = once(name);
    if (!given) return std::nullopt;
    const Result<Day> day = time::parse_date(*given);
    if (day) return *day;
    fail(name, "not a date like 2026-11-24");
    return std::nullopt;
}

// Names and values may hold any character but control characters, which stand between them here.
std::string QueryReader::question() const {
    std::vector<std::string> parts;
    for (const Query::Parameter& each : query_.all())
        if (each.name != "cursor" && each.name != "limit")
            parts.push_back(each.name + '\x1e' + each.value + '\x1f');
    std::ranges::sort(parts);
    std::string out(path_);
    for (const std::string& part : parts) out.append(1, '\x1f').append(part);
    return out;
}

void QueryReader::fail(std::string_view name, std::string detail) {
    if (!problem_) problem_ = BadParameter{std::string(name), std::move(detail)};
}

}  // namespace sendpath::http
