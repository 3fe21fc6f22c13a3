#include "config/imap_account.hpp"

#include "base/http_url.hpp"
#include "base/text.hpp"
#include "config/kinds.hpp"

#include <algorithm>

namespace sendpath::config {
namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

constexpr std::size_t kSha256Digits = 64;

}  // namespace

Result<ImapAccount*> account_of(Config& config, const Setting& setting) {
    if (!setting.element && config.imap.size() > 1)
        return Error{Errc::bad_syntax, "there are " + std::to_string(config.imap.size()) +
                                           " accounts, and this names none of them; set it in "
                                           "the file, below the [[imap]] it belongs to"};
    const std::size_t index = setting.element.value_or(0);
    if (config.imap.size() <= index) config.imap.resize(index + 1);
    return &config.imap[index];
}

Result<std::string> read_secret(const Written& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || text->empty() || std::ranges::any_of(*text, is_control))
        return Error{Errc::bad_syntax, "expected a text in quotes, on one line and not empty"};
    return *text;
}

Result<std::string> read_host(const Written& value) {
    constexpr std::string_view what = "a host name, like \"imap.example.com\"";
    const Result<std::string> text = read_text(value, what);
    if (!text) return text.error();
    const Result<model::IpAddress> address = model::IpAddress::parse(*text);
    if (address) return address->str();
    const Result<model::DomainName> name = model::DomainName::parse(*text);
    if (!name) return unexpected(what, value);
    return name->str();
}

Result<std::string> read_line(const Written& value, std::string_view what) {
    Result<std::string> text = read_text(value, what);
    if (!text) return text.error();
    if (std::ranges::any_of(*text, is_control)) return unexpected(what, value);
    return *std::move(text);
}

Result<std::vector<std::string>> read_folders(const Written& value) {
    constexpr std::string_view what = "names of folders, like [\"INBOX\"]";
    Result<std::vector<std::string>> folders = read_list(value, what);
    if (!folders) return folders.error();
    if (folders->empty()) return unexpected(what, value);
    for (const std::string& folder : *folders) {
        const Result<std::string> sound = read_line(folder, what);
        if (!sound) return sound.error();
    }
    return *std::move(folders);
}

Result<std::string> read_fingerprint(const Written& value) {
    constexpr std::string_view what = "the SHA-256 of a certificate, 64 hex digits";
    const Result<std::string> text = read_text(value, what);
    if (!text) return text.error();
    std::string digits = text::lowered(text::trimmed(*text));
    std::erase(digits, ':');
    if (digits.size() != kSha256Digits || !std::ranges::all_of(digits, is_hex))
        return unexpected(what, value);
    return digits;
}

Result<std::vector<std::string>> read_command(const Written& value) {
    const auto has_nul = [](const std::string& word) {
        return word.find('\0') != std::string::npos;
    };
    Result<std::vector<std::string>> words = read_list(value, "");
    // "get-token --of x" as one text is meant for a shell.
    const bool one_text = std::holds_alternative<std::string>(value);
    const bool sound = words && !words->empty() && !words->front().empty() &&
                       std::ranges::none_of(*words, has_nul) &&
                       (!one_text || words->front().find(' ') == std::string::npos);
    if (sound) return *std::move(words);
    // The words themselves are not shown: an argument may be a secret.
    return Error{Errc::bad_syntax,
                 "expected a program and its arguments, each a text of its own, like "
                 "[\"/usr/local/bin/mail-token\", \"reports\"]; no shell reads it"};
}

Result<std::string> read_token_url(const Written& value) {
    constexpr std::string_view what = "a URL, like \"https://login.example.com/oauth2/token\"";
    const Result<std::string> text = read_text(value, what);
    if (!text) return text.error();
    const Result<HttpUrl> url = parse_http_url(*text);
    if (!url) return unexpected(std::string(what) + " (" + url.error().detail + ")", value);
    if (!url->tls && !is_loopback_host(url->host))
        return unexpected("https://, since secrets go there", value);
    return *text;
}

}  // namespace sendpath::config
