#include "analysis/sender_identity.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

constexpr std::size_t kNetworkOctetsV4 = 3;  // /24: what is routed alone at most
constexpr std::size_t kNetworkOctetsV6 = 8;  // /64: one subnet, RFC 4291 section 2.5.4

using Names = std::vector<std::string_view>;

/// The service of the first name that is foreign and listed.
template <class Find>
const Service* service_by(const Names& domains, const OwnNames& names, Find find) {
    for (const std::string_view domain : domains) {
        if (domain.empty() || names.own(domain)) continue;
        if (const Service* const found = find(domain)) return found;
    }
    return nullptr;
}

const Service* service_of(const SenderTraits& traits, const OwnNames& names,
                          const SenderTable& table) {
    const Service* found =
        service_by(traits.dkim, names, [&](std::string_view name) { return table.by_dkim(name); });
    if (found == nullptr)
        found = service_by(traits.spf, names,
                           [&](std::string_view name) { return table.by_spf(name); });
    if (found == nullptr)
        found = service_by({traits.reverse_name}, names,
                           [&](std::string_view name) { return table.by_reverse(name); });
    return found;
}

/// The organisation of the first foreign signature.
std::string_view signer_of(const SenderTraits& traits, const OwnNames& names,
                           const PublicSuffixes& suffixes) {
    for (const std::string_view domain : traits.dkim) {
        if (domain.empty() || names.own(domain)) continue;
        const std::string_view organization = suffixes.organizational_domain(domain);
        if (!organization.empty()) return organization;
    }
    return {};
}

}  // namespace

SenderTraits sender_traits(const Facts& facts, const model::IpAddress& source) {
    SenderTraits traits;
    traits.source = source;
    for (const DkimFact& fact : facts.dkim)
        if (fact.result == model::DkimResult::pass) traits.dkim.push_back(fact.domain);
    for (const SpfFact& fact : facts.spf)
        if (fact.result == model::SpfResult::pass && fact.scope != model::SpfScope::helo)
            traits.spf.push_back(fact.domain);
    return traits;
}

SenderIdentity identity_of(const SenderTraits& traits, const OwnNames& names,
                           const SenderSources& sources) {
    if (const LabelRule* const label = sources.labels.find(traits))
        return {IdentityKind::label, label->name};
    if (const Service* const service = service_of(traits, names, sources.table))
        return {IdentityKind::service, service->key};
    const std::string_view signer = signer_of(traits, names, sources.suffixes);
    if (!signer.empty()) return {IdentityKind::signer, std::string(signer)};
    const std::string_view host = sources.suffixes.organizational_domain(traits.reverse_name);
    if (!host.empty()) return {IdentityKind::reverse_name, std::string(host)};
    if (traits.asn) return {IdentityKind::asn, "AS" + std::to_string(*traits.asn)};
    return {IdentityKind::network, network_of(traits.source)};
}

std::string network_of(const model::IpAddress& address) {
    const bool v4 = address.is_v4();
    const std::size_t kept = v4 ? kNetworkOctetsV4 : kNetworkOctetsV6;
    std::string octets(address.packed());
    std::ranges::fill(octets.begin() + static_cast<std::ptrdiff_t>(kept), octets.end(), '\0');
    // An address of 4 or 16 octets can always be made of 4 or 16 octets.
    const model::IpAddress first = model::IpAddress::from_packed(octets).value();
    return first.str() + (v4 ? "/24" : "/64");
}

std::string SenderIdentity::key() const {
    std::string key(name(kind));
    return value.empty() ? key : key.append(1, ':').append(value);
}

std::string_view name(IdentityKind kind) {
    switch (kind) {
        case IdentityKind::label: return "label";
        case IdentityKind::service: return "service";
        case IdentityKind::signer: return "signer";
        case IdentityKind::reverse_name: return "reverse_name";
        case IdentityKind::asn: return "asn";
        case IdentityKind::network: return "network";
        case IdentityKind::unknown: return "unknown";
    }
    return {};
}

std::string_view name(LabelBy by) {
    switch (by) {
        case LabelBy::network: return "network";
        case LabelBy::dkim_domain: return "dkim_domain";
        case LabelBy::spf_domain: return "spf_domain";
        case LabelBy::reverse_name: return "reverse_name";
        case LabelBy::asn: return "asn";
    }
    return {};
}

}  // namespace sendpath::analysis
