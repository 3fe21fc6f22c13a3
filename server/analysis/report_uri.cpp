#include "analysis/report_uri.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sendpath::analysis {
namespace {

constexpr std::size_t kLocalMax = 64;  // RFC 5321 section 4.5.3.1.1
constexpr std::string_view kMailto = "mailto:";
constexpr std::string_view kAtomSigns = "!#$%&'*+-/=?^_`{|}~";  // RFC 5322 section 3.2.3
constexpr std::string_view kPlainSigns = "+-._~$'*=";           // as they are in a URI of a record

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_atom(std::string_view atom) {
    return !atom.empty() && std::ranges::all_of(atom, [](char c) {
        return is_letter_or_digit(c) || kAtomSigns.find(c) != std::string_view::npos;
    });
}

bool is_dot_string(std::string_view text) {
    for (std::size_t dot = text.find('.'); dot != text.npos; dot = text.find('.')) {
        if (!is_atom(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
    }
    return is_atom(text);
}

std::optional<std::string> decoded(std::string_view text) {
    std::string octets;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            octets += text[i];
            continue;
        }
        unsigned value = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, problem] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() < 2 || end != digits.data() + digits.size()) return std::nullopt;
        octets += static_cast<char>(value);
        i += 2;
    }
    return octets;
}

}  // namespace

Result<ReportAddress> ReportAddress::parse(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == text.npos) return Error{Errc::bad_syntax, "an address has an @"};
    const std::string_view local = text.substr(0, at);
    if (local.size() > kLocalMax) return Error{Errc::too_large, "more than 64 octets before the @"};
    if (!is_dot_string(local)) return Error{Errc::bad_syntax, "not a plain address before the @"};
    const auto domain = model::DomainName::parse(text.substr(at + 1));
    if (!domain) return domain.error().within("behind the @");
    return ReportAddress{std::string(local), *domain};
}

std::string ReportAddress::uri() const {
    std::string text(kMailto);
    for (const char c : local) {
        if (is_letter_or_digit(c) || kPlainSigns.find(c) != std::string_view::npos)
            text += c;
        else
            text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text + '@' + domain.str();
}

std::vector<std::string> uris_of(std::string_view list) {
    std::vector<std::string> uris;
    while (!list.empty()) {
        const std::string_view each = list.substr(0, list.find(','));
        list.remove_prefix(std::min(each.size() + 1, list.size()));
        if (const std::string_view uri = text::trimmed(each); !uri.empty()) uris.emplace_back(uri);
    }
    return uris;
}

std::optional<ReportAddress> address_of(std::string_view uri) {
    if (!text::istarts_with(uri, kMailto)) return std::nullopt;
    uri.remove_prefix(kMailto.size());
    uri = uri.substr(0, uri.find_first_of("!?"));
    const auto whole = decoded(uri);
    if (!whole) return std::nullopt;
    const auto address = ReportAddress::parse(*whole);
    return address ? std::optional(*address) : std::nullopt;
}

bool is_report_uri(std::string_view uri) {
    return address_of(uri) || text::istarts_with(uri, "https://");
}

}  // namespace sendpath::analysis
