#include "imap/advice.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::imap {
namespace {

constexpr std::string_view kWords = "suggested backoff time:";

}  // namespace

std::optional<std::chrono::milliseconds> suggested_back_off(std::string_view text) {
    const std::string lowered = text::lowered(text);
    const std::size_t at = lowered.find(kWords);
    if (at == std::string::npos) return std::nullopt;
    const std::string_view rest =
        text::trimmed(std::string_view(lowered).substr(at + kWords.size()));
    const std::string_view number = rest.substr(0, rest.find_first_not_of("0123456789"));
    if (number.empty() || !text::trimmed(rest.substr(number.size())).starts_with("milliseconds"))
        return std::nullopt;
    const Result<std::uint64_t> count = text::parse_count(number);
    const auto most = static_cast<std::uint64_t>(kBackOffMax.count());
    return std::chrono::milliseconds(std::min(count ? *count : most, most));
}

}  // namespace sendpath::imap
