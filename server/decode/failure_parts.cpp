#include "decode/failure_parts.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"
#include "decode/encoded_words.hpp"
#include "decode/header.hpp"
#include "decode/mail_summary.hpp"

#include <array>

namespace sendpath::decode {
namespace {

/// The name before a comment, a ';' or white space; empty when it is no domain name.
std::string first_domain(std::string_view text) {
    text = text::trimmed(text);
    const auto domain = model::DomainName::parse(text.substr(0, text.find_first_of("; ,(\t")));
    return domain ? domain->str() : std::string();
}

/// Whose domain the report is about, from the best evidence to the weakest.
std::string domain_about(const model::FailureReport& failure) {
    for (const std::string& reported : failure.reported_domain)
        if (std::string domain = first_domain(reported); !domain.empty()) return domain;
    if (failure.original && failure.original->from)
        if (std::string domain = domain_of(*failure.original->from); !domain.empty()) return domain;
    if (failure.dkim_domain)
        if (std::string domain = first_domain(*failure.dkim_domain); !domain.empty()) return domain;
    return failure.original_mail_from ? domain_of(*failure.original_mail_from) : std::string();
}

}  // namespace

model::OriginalMail original_mail(const OriginalPart& part, const Limits& limits,
                                  std::vector<model::Warning>& warnings) {
    using Member = std::optional<std::string> model::OriginalMail::*;
    constexpr std::array<std::pair<std::string_view, Member>, 5> shown{
        {{"from", &model::OriginalMail::from},
         {"to", &model::OriginalMail::to},
         {"subject", &model::OriginalMail::subject},
         {"date", &model::OriginalMail::date},
         {"message-id", &model::OriginalMail::message_id}}};
    model::OriginalMail original;
    original.part_type = part.media;
    const std::string_view octets = without_envelope(part.octets);
    HeaderReader reader(octets, limits);
    Field field;
    while (reader.next(field)) {
        ++original.header_count;
        for (const auto& [name, member] : shown) {
            if (original.*member || !text::iequals(field.name, name)) continue;
            std::string value = decoded_words(field.value);
            if (!value.empty()) original.*member = std::move(value);
        }
    }
    bool changed = false;
    original.header = repaired_utf8(octets.substr(0, reader.end()), &changed);
    if (changed) warnings.push_back({"encoding", "original mail: header not UTF-8"});
    original.has_body = !text::trimmed(octets.substr(reader.body())).empty();
    return original;
}

void derive(model::FailureReport& failure, const Hints& hints,
            std::vector<model::Warning>& warnings) {
    failure.is_dmarc_failure = failure.feedback_type.value_or("auth-failure") == "auth-failure";
    failure.domain = domain_about(failure);
    if (failure.arrival_date) {
        if (const auto date = time::parse_mail_date(*failure.arrival_date); date)
            failure.arrived = *date;
        else
            warnings.push_back({"date", "Arrival-Date: not a date"});
    }
    if (!failure.arrived) failure.arrived = hints.mail_date;
    if (!failure.arrived && hints.received != Seconds{}) failure.arrived = hints.received;
}

std::optional<model::IpAddress> source_address(std::string_view text) {
    text = text::trimmed(text);
    if (text.starts_with('[')) text.remove_prefix(1);
    if (text::istarts_with(text, "ipv6:")) text.remove_prefix(5);
    text = text::trimmed(text);
    const auto address = model::IpAddress::parse(text.substr(0, text.find_first_of("] \t(,;")));
    if (!address) return std::nullopt;
    return *address;
}

}  // namespace sendpath::decode
