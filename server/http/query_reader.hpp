#pragma once

#include "http/cursor.hpp"
#include "http/query.hpp"
#include "model/network.hpp"
#include "store/filter.hpp"

#include <array>

namespace sendpath::http {

/// What is wrong with a parameter.
struct BadParameter {
    std::string parameter;
    std::string detail;
};

/// Reads the parameters of a route. It remembers the first thing that is wrong, so a route asks for
/// all it knows, then looks at problem() once.
class QueryReader {
public:
    static constexpr std::size_t kLimitDefault = 50;
    static constexpr std::size_t kLimitMax = 1000;
    static constexpr std::size_t kDomainsMax = 50;
    static constexpr std::size_t kTextMax = 1000;  ///< octets of one value

    /// `path` is what a cursor is bound to, besides the parameters; `today` ends a `range`.
    QueryReader(std::string_view path, const Query& query, Day today = {})
        : path_(path), query_(query), today_(today) {}

    /// `domain` (repeatable), `from`, `to`, `range`.
    [[nodiscard]] store::Filter filter();
    [[nodiscard]] std::vector<model::DomainName> domains();
    /// `from` and `to`, or `range`: so many days up to today.
    [[nodiscard]] store::Period period();

    /// `limit`: 1 to kLimitMax.
    [[nodiscard]] std::size_t limit();
    /// `cursor`, as next_cursor() of the same path and parameters gave it; `limit` may differ.
    [[nodiscard]] std::optional<store::Position> cursor();

    /// A text that must not be empty.
    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    [[nodiscard]] std::optional<model::IpAddress> address(std::string_view name);
    /// An address, or a block of them: "192.0.2.0/24".
    [[nodiscard]] std::optional<model::IpNetwork> network(std::string_view name);
    /// 1 to 2^63 - 1.
    [[nodiscard]] std::optional<std::int64_t> row_id(std::string_view name);
    /// "1" or "0".
    [[nodiscard]] bool flag(std::string_view name);

    /// One of some words, each with what it stands for.
    template <class T>
    struct Choice {
        std::string_view word;
        T value;
    };
    template <class T, std::size_t N>
    [[nodiscard]] std::optional<T> choice(std::string_view name,
                                          const std::array<Choice<T>, N>& of) {
        const std::optional<std::string_view> given = once(name);
        if (!given) return std::nullopt;
        std::string known;
        for (const Choice<T>& each : of) {
            if (each.word == *given) return each.value;
            known.append(known.empty() ? "" : ", ").append(each.word);
        }
        fail(name, "not one of: " + known);
        return std::nullopt;
    }

    /// Says what a route found wrong itself.
    void fail(std::string_view name, std::string detail);

    /// The first thing that was wrong; a parameter nobody asked for is the last to be told.
    [[nodiscard]] std::optional<BadParameter> problem() const;

    [[nodiscard]] std::optional<std::string> next_cursor(
        const std::optional<store::Position>& next) const;

private:
    [[nodiscard]] std::optional<std::string_view> once(std::string_view name);
    [[nodiscard]] std::optional<Day> date(std::string_view name);
    [[nodiscard]] std::string question() const;

    std::string_view path_;
    const Query& query_;
    Day today_;
    std::vector<std::string_view> known_;
    std::optional<BadParameter> problem_;
};

}  // namespace sendpath::http
