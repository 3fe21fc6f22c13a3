#pragma once

#include "base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::http {

/// The parameters of a request, decoded, in their order.
class Query {
public:
    struct Parameter {
        std::string name;
        std::string value;
    };

    static constexpr std::size_t kParametersMax = 100;

    Query() = default;

    /// Reads what stands behind the '?'. A '+' is a space. Errors: bad_syntax for a broken
    /// %-sequence or a control character, too_large over kParametersMax.
    /// Source: RFC 3986 section 3.4.
    [[nodiscard]] static Result<Query> parse(std::string_view text);

    [[nodiscard]] std::span<const Parameter> all() const { return parameters_; }

    /// The first value of that name.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

    /// Puts one parameter of that name in the place of all.
    void set(std::string_view name, std::string value);
    /// Takes the parameters of that name away; the first value, empty when there was none.
    std::string take(std::string_view name);

private:
    std::vector<Parameter> parameters_;
};

}  // namespace sendpath::http
