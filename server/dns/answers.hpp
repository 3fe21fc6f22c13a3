#pragma once

#include "model/names.hpp"

#include <vector>

namespace sendpath::dns {

// What stands in the octets of an answer. Errors: missing_field (the answer has no such record),
// bad_syntax (it cannot be read). What an answer is about was checked before, by who took it in.

/// The names that an address points to. Those that can be no host's are left out: see
/// model::DomainName, and a number at the end is an address. Source: RFC 1035 section 3.3.12.
[[nodiscard]] Result<std::vector<model::DomainName>> read_pointers(std::string_view octets);

/// IPv4 and IPv6 addresses of a name, at most kAddressesMax.
/// Source: RFC 1035 section 3.4.1; RFC 3596 section 2.2.
[[nodiscard]] Result<std::vector<model::IpAddress>> read_addresses_v4(std::string_view octets);
[[nodiscard]] Result<std::vector<model::IpAddress>> read_addresses_v6(std::string_view octets);
inline constexpr std::size_t kAddressesMax = 200;

/// The hosts that take mail for a name, best first. Names that can be no host's are left out.
/// Source: RFC 1035 section 3.3.9; RFC 5321 section 5.1.
struct MailExchanger {
    int preference = 0;  ///< the least is the best
    model::DomainName host;

    friend bool operator==(const MailExchanger&, const MailExchanger&) = default;
};
[[nodiscard]] Result<std::vector<MailExchanger>> read_exchangers(std::string_view octets);

/// Each TXT record with its strings put together, as they came: they may hold any octet.
/// Source: RFC 1035 section 3.3.14; RFC 7208 section 3.3.
[[nodiscard]] Result<std::vector<std::string>> read_texts(std::string_view octets);

/// "1.2.0.192.in-addr.arpa", for IPv6 the 32 digits and "ip6.arpa".
/// Source: RFC 1035 section 3.5; RFC 3596 section 2.5.
[[nodiscard]] std::string pointer_name(const model::IpAddress& address);

/// The error that a status of c-ares stands for. missing_field: there is no such name, or it has
/// no such record; bad_syntax: an answer that cannot be read; timeout: nobody answered; io: nobody
/// who could answer was found.
[[nodiscard]] Error error_of(int status);

/// True where a server was heard, whatever it said.
[[nodiscard]] bool was_answered(int status);

}  // namespace sendpath::dns
