#pragma once

#include "analysis/path_evidence.hpp"
#include "analysis/sender_table.hpp"
#include "model/network.hpp"

namespace sendpath::analysis {

/// How a sender is known, the best first.
enum class IdentityKind : std::uint8_t {
    label,         ///< the operator's own name for it
    service,       ///< in the service table
    signer,        ///< a signature that passes, of another organisation that is in no table
    reverse_name,  ///< the organisation of its host's name
    asn,
    network,  ///< /24, for IPv6 /64
    unknown,  ///< gathered: few messages and nothing that vouches for them
};

/// Who sent the messages of a path.
struct SenderIdentity {
    IdentityKind kind = IdentityKind::unknown;
    /// The label, the service's key, a domain, "AS64500", "192.0.2.0/24"; empty for unknown.
    std::string value;

    /// "service:sendgrid", "network:2001:db8::/64", "unknown". With the From domain it names the
    /// path, today and tomorrow.
    [[nodiscard]] std::string key() const;

    friend bool operator==(const SenderIdentity&, const SenderIdentity&) = default;
};

/// What a flow shows of its sender. Names are in lower case, without a final dot.
struct SenderTraits {
    model::IpAddress source;
    std::vector<std::string_view> dkim;  ///< d= of the signatures that pass, own and foreign
    std::vector<std::string_view> spf;   ///< return paths that pass; never HELO
    /// Of the source, where it was found to lead back to it; empty: none, or not asked yet.
    std::string_view reverse_name;
    std::optional<std::uint32_t> asn;
};

/// From the results of a flow: what did not pass may be anybody's claim and tells nothing.
[[nodiscard]] SenderTraits sender_traits(const Facts& facts, const model::IpAddress& source);

/// By what a label of the operator knows a sender.
enum class LabelBy : std::uint8_t { network, dkim_domain, spf_domain, reverse_name, asn };

/// The operator's name for a sender, and what he says of it.
struct LabelRule {
    LabelBy by{};
    std::string pattern;  ///< "192.0.2.0/24", "example.net" (and all below it), "AS64500"
    std::string name;
    Use use = Use::unknown;
};

/// The labels, ready to be looked up.
class Labels {
public:
    Labels() = default;

    /// Errors: bad_syntax, with the number of the rule from 1 and what is wrong with it.
    [[nodiscard]] static Result<Labels> make(std::vector<LabelRule> rules);

    /// The first kind of LabelBy, in their order, that has a rule for the sender; of these the
    /// narrowest. nullptr: none.
    [[nodiscard]] const LabelRule* find(const SenderTraits& traits) const;

private:
    struct Entry {
        LabelRule rule;
        std::optional<model::IpNetwork> network;
        std::uint32_t asn = 0;
        std::size_t number = 0;  // as the operator put them in order
    };

    [[nodiscard]] static Result<Entry> entry(LabelRule rule);
    [[nodiscard]] static std::size_t fit(const Entry& entry, const SenderTraits& traits);

    std::vector<Entry> entries_;
};

/// What identity_of() looks names up in.
struct SenderSources {
    const Labels& labels;
    const SenderTable& table;
    const PublicSuffixes& suffixes;
};

/// The identity of a flow's sender, by the first kind that is known. Names of the From domain's own
/// organisation, which every one of his senders may show, tell nothing; only labels know them.
[[nodiscard]] SenderIdentity identity_of(const SenderTraits& traits, const OwnNames& names,
                                         const SenderSources& sources);

/// "192.0.2.0/24", "2001:db8::/64".
[[nodiscard]] std::string network_of(const model::IpAddress& address);

/// The words of the API and of SenderIdentity::key().
[[nodiscard]] std::string_view name(IdentityKind kind);
[[nodiscard]] std::string_view name(LabelBy by);

}  // namespace sendpath::analysis
