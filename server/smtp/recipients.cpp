#include "smtp/recipients.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::smtp {
namespace {

constexpr std::string_view kPostmaster = "postmaster";

/// "dmarc+google" is for "dmarc" as well.
bool is_for(std::string_view local, const Recipient& recipient) {
    return text::iequals(local, recipient.local) ||
           text::iequals(local.substr(0, local.find('+')), recipient.local);
}

/// The domain of a recipient; nullopt for what is no plain name: a literal, a final dot.
std::optional<model::DomainName> plain_domain(std::string_view text) {
    if (text.ends_with('.')) return std::nullopt;
    const Result<model::DomainName> domain = model::DomainName::parse(text);
    if (!domain) return std::nullopt;
    return *domain;
}

}  // namespace

Recipients::Recipients(model::DomainName hostname, std::vector<Recipient> addresses)
    : hostname_(std::move(hostname)), addresses_(std::move(addresses)) {}

Recipients::Found Recipients::find(const Path& path) const {
    const bool to_postmaster = text::iequals(path.local, kPostmaster);
    // Source: RFC 5321 section 4.1.1.3: "postmaster" alone, without a domain, is ours.
    if (path.domain.empty())
        return {.addressee = to_postmaster ? Addressee::postmaster : Addressee::unknown_user};
    const std::optional<model::DomainName> domain = plain_domain(path.domain);
    if (!domain) return {.addressee = Addressee::other_domain};

    for (const Recipient& each : addresses_)
        if (each.domain == *domain && is_for(path.local, each))
            return {.addressee = Addressee::report,
                    .takes = each.takes,
                    .for_tls_reports = each.for_tls_reports()};
    if (!is_ours(*domain)) return {.addressee = Addressee::other_domain};
    if (to_postmaster) return {.addressee = Addressee::postmaster};
    if (addresses_.empty()) return {.addressee = Addressee::report};
    return {.addressee = Addressee::unknown_user};
}

bool Recipients::some_for_tls_reports() const {
    return std::ranges::any_of(addresses_, &Recipient::for_tls_reports);
}

bool Recipients::is_ours(const model::DomainName& domain) const {
    return addresses_.empty() || domain == hostname_ ||
           std::ranges::any_of(addresses_,
                               [&](const Recipient& each) { return each.domain == domain; });
}

}  // namespace sendpath::smtp
