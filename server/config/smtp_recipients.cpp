#include "config/smtp_recipients.hpp"

#include "base/text.hpp"
#include "config/kinds.hpp"

#include <algorithm>

namespace sendpath::config {
namespace {

constexpr std::string_view kAddress = "an address, like \"dmarc@reports.example.com\"";
constexpr std::string_view kTakes = R"(some of ["rua", "ruf", "tls"])";

Result<Recipient> parse_recipient(const std::string& text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || at == 0) return unexpected(kAddress, text);
    const std::string_view local = std::string_view(text).substr(0, at);
    const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"'; };
    const Result<model::DomainName> domain = model::DomainName::parse(text.substr(at + 1));
    if (!domain || std::ranges::any_of(local, is_odd)) return unexpected(kAddress, text);
    return Recipient{.local = text::lowered(local), .domain = *domain, .takes = {}};
}

/// The recipient a table of the list is about.
Recipient& recipient_of(Config& config, const Setting& setting) {
    auto& all = config.smtp.recipients;
    if (all.size() <= *setting.element) all.resize(*setting.element + 1);
    return all[*setting.element];
}

}  // namespace

Result<void> take_recipient_address(Config& config, const Setting& setting) {
    const Result<std::string> text = read_text(setting.value, kAddress);
    if (!text) return text.error();
    const Result<Recipient> parsed = parse_recipient(*text);
    if (!parsed) return parsed.error();
    if (!setting.element)
        return Error{Errc::bad_syntax, "stands in a table of the list smtp.recipients"};
    Recipient& recipient = recipient_of(config, setting);
    recipient.local = parsed->local;
    recipient.domain = parsed->domain;
    return {};
}

Result<void> take_recipients(Config& config, const Setting& setting) {
    if (setting.element) return take_recipient_address(config, setting);
    const Result<std::vector<std::string>> texts = read_list(setting.value, kAddress);
    if (!texts) return texts.error();
    std::vector<Recipient> recipients;
    for (const std::string& text : *texts) {
        const Result<Recipient> recipient = parse_recipient(text);
        if (!recipient) return recipient.error();
        recipients.push_back(*recipient);
    }
    config.smtp.recipients = std::move(recipients);
    return {};
}

Result<void> take_recipient_takes(Config& config, const Setting& setting) {
    const Result<std::vector<std::string>> words = read_list(setting.value, kTakes);
    if (!words) return words.error();
    if (!setting.element)
        return Error{Errc::bad_syntax, "stands in a table of the list smtp.recipients"};
    model::Takes takes = model::kTakesNothing;
    for (const std::string& word : *words) {
        if (word == "rua")
            takes.rua = true;
        else if (word == "ruf")
            takes.ruf = true;
        else if (word == "tls")
            takes.tls = true;
        else
            return unexpected(kTakes, word);
    }
    if (takes == model::kTakesNothing) return unexpected(kTakes, setting.value);
    recipient_of(config, setting).takes = takes;
    return {};
}

}  // namespace sendpath::config
