#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace sendpath::analysis {

/// What a service is to somebody who finds it in a report.
enum class ServiceKind : std::uint8_t {
    esp,            ///< newsletters and campaigns
    transactional,  ///< mail that programs send, by API or relay
    crm,            ///< customer relations, sales
    ticketing,      ///< help desks
    shop,           ///< shops, web sites, payment
    business,       ///< personnel, finance, contracts, collaboration
    survey,
    mailbox,    ///< mailboxes, with names of the customer or of the provider
    hosting,    ///< web and mail hosting
    gateway,    ///< filters that mail passes through on its way out
    forwarder,  ///< passes mail on to another address
    list_host,  ///< mailing lists
};

/// A DNS record as a service documents it. The name is relative to the customer's domain, "@" is
/// that domain itself; words in braces stand for what the service shows to its customer.
struct RecordTemplate {
    std::string name;
    std::string type;
    std::string value;

    friend bool operator==(const RecordTemplate&, const RecordTemplate&) = default;
};

/// A service that sends mail for others, or passes it on.
struct Service {
    std::string key;  ///< "sendgrid": stable, part of a path's name in the API
    std::string name;
    ServiceKind kind{};
    std::vector<std::string> dkim;     ///< signs as these, or below them, where nothing was set up
    std::vector<std::string> spf;      ///< return paths at or below these
    std::vector<std::string> reverse;  ///< ends of the names of its hosts
    std::vector<RecordTemplate> own_dkim;  ///< none: it does not sign with a customer's name
    std::vector<RecordTemplate> own_spf;   ///< that make SPF pass with the customer's name
    std::string how;                       ///< where this is done, in one or two sentences
};

/// The services we know, found by the names they leave in reports. Any number of threads may ask.
class SenderTable {
public:
    /// The table that is built in, schema/senders.tsv.
    [[nodiscard]] static const SenderTable& builtin();

    /// Reads the form of schema/senders.tsv, which its head explains. Errors: bad_syntax with the
    /// line and the column, also for a key or a domain that stands there twice.
    [[nodiscard]] static Result<SenderTable> parse(std::string_view text);

    /// The service that signs as `domain`, or as a name above it: the longest such name wins. Names
    /// are in lower case, without a final dot. nullptr: none.
    [[nodiscard]] const Service* by_dkim(std::string_view domain) const;
    /// Likewise of a return path.
    [[nodiscard]] const Service* by_spf(std::string_view domain) const;
    /// Likewise of a host. Anybody can name an address of his "mail.google.com": ask with a name
    /// that was found to lead back to the address.
    [[nodiscard]] const Service* by_reverse(std::string_view host) const;

    [[nodiscard]] const Service* find(std::string_view key) const;
    [[nodiscard]] std::span<const Service> services() const { return services_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    using Index = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;

    SenderTable() = default;
    [[nodiscard]] Result<void> take(Service service);
    [[nodiscard]] const Service* under(const Index& index, std::string_view name) const;

    std::vector<Service> services_;
    Index keys_;
    Index dkim_;
    Index spf_;
    Index reverse_;
};

/// The words of the table and the API: "esp", "list_host".
[[nodiscard]] std::string_view name(ServiceKind kind);

}  // namespace sendpath::analysis
