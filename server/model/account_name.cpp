#include "model/account_name.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::model {

Result<AccountName> AccountName::parse(std::string_view text) {
    if (text.empty()) return Error{Errc::missing_field, "a name is missing"};
    if (text.size() > kMax)
        return Error{Errc::too_large, "a name has at most " + std::to_string(kMax) + " characters"};
    std::string name = text::lowered(text);
    const bool sound = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-' || c == '@' || c == '+';
    });
    if (!sound)
        return Error{Errc::bad_syntax, "a name has ASCII letters, digits and . _ - @ + alone"};
    return AccountName(std::move(name));
}

}  // namespace sendpath::model
