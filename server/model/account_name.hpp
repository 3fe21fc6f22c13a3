#pragma once

#include "base/result.hpp"

namespace sendpath::model {

/// The name of a person who logs in, or of a token: 1 to 64 ASCII letters, digits and ". _ - @ +".
/// In lower case, so that one person is one account whatever the keyboard makes of it.
class AccountName {
public:
    static constexpr std::size_t kMax = 64;

    /// Errors: bad_syntax, missing_field (empty), too_large.
    [[nodiscard]] static Result<AccountName> parse(std::string_view text);

    [[nodiscard]] const std::string& str() const { return name_; }

    friend auto operator<=>(const AccountName&, const AccountName&) = default;

private:
    explicit AccountName(std::string checked) : name_(std::move(checked)) {}

    std::string name_;
};

}  // namespace sendpath::model
