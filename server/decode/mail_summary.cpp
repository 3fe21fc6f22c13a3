#include "decode/mail_summary.hpp"

#include "base/text.hpp"
#include "decode/encoded_words.hpp"
#include "model/names.hpp"

namespace sendpath::decode {

std::string domain_of(std::string_view address) {
    const std::size_t open = address.rfind('<');
    if (open != std::string_view::npos) {
        address.remove_prefix(open + 1);
        address = address.substr(0, address.find('>'));
    }
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos) return {};
    address.remove_prefix(at + 1);
    address = text::trimmed(address.substr(0, address.find_first_of(">,;) \t\r\n")));
    const Result<model::DomainName> domain = model::DomainName::parse(address);
    return domain ? domain->str() : std::string();
}

model::MailSummary summary_of(const HeaderFields& fields) {
    model::MailSummary summary;
    summary.from = decoded_words(fields.from);
    summary.from_domain = domain_of(fields.from);
    summary.to = decoded_words(fields.to);
    summary.subject = decoded_words(fields.subject);
    summary.message_id = decoded_words(fields.message_id);
    if (const Result<Seconds> date = time::parse_mail_date(text::trimmed(fields.date)); date)
        summary.date = *date;
    return summary;
}

}  // namespace sendpath::decode
