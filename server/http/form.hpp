#pragma once

#include "http/answer.hpp"
#include "http/request.hpp"

namespace sendpath::http {

/// Reads the JSON object that a request carries. As QueryReader does, it remembers the first thing
/// that is wrong: a route asks for all it knows, then looks at problem() once.
class Form {
public:
    /// application/json alone, which no page of elsewhere can send without being asked first.
    explicit Form(const Request& request);

    /// A text that must be there.
    [[nodiscard]] std::string text(std::string_view name);
    /// A whole number of `least` to `most`; nullopt when it is absent or null.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name, std::int64_t least,
                                                      std::int64_t most);

    /// A text of one line, empty when it is absent or null: at most so many octets, and none of
    /// them a control character.
    [[nodiscard]] std::string line(std::string_view name, std::size_t octets_max);
    /// One of some words, each with what it stands for; nullopt when it is absent or null.
    template <class T, std::size_t N>
    [[nodiscard]] std::optional<T> choice(std::string_view name,
                                          const std::array<QueryReader::Choice<T>, N>& of) {
        const boost::json::value* const value = member(name);
        if (value == nullptr || value->is_null()) return std::nullopt;
        std::string known;
        for (const QueryReader::Choice<T>& each : of) {
            if (value->is_string() && value->as_string() == each.word) return each.value;
            known.append(known.empty() ? "" : ", ").append(each.word);
        }
        fail(name, "is not one of: " + known);
        return std::nullopt;
    }
    /// A list of 1 to `most` row numbers, each once.
    [[nodiscard]] std::vector<std::int64_t> row_ids(std::string_view name, std::size_t most);

    void fail(std::string_view name, std::string_view why);

    /// 415 or 400; a member nobody asked for is the last to be told.
    [[nodiscard]] std::optional<Answer> problem() const;

private:
    [[nodiscard]] const boost::json::value* member(std::string_view name);

    boost::json::object members_;
    std::vector<std::string> asked_;
    std::optional<Answer> problem_;
};

/// Octets of a note of the operator.
inline constexpr std::size_t kNoteMax = 1'000;

/// 400 when the query has a parameter, for paths that take none.
[[nodiscard]] std::optional<Answer> any_parameter(const Request& request);

}  // namespace sendpath::http
