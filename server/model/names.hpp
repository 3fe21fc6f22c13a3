#pragma once

#include "base/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath::model {

/// A domain name as this house compares it: ASCII lower case, no final dot, 1 to 253 octets.
/// The only way to get one is parse(), so a function that takes a DomainName need not check.
class DomainName {
public:
    DomainName() = default;

    /// Errors: bad_syntax for an empty label, a label over 63 octets or an octet outside
    /// letters, digits, '-' and '_'; too_large for a name over 253 octets.
    /// Source: RFC 1035 section 2.3.4; underscore labels as in RFC 8552.
    [[nodiscard]] static Result<DomainName> parse(std::string_view text);

    [[nodiscard]] const std::string& str() const { return name_; }
    /// True for the empty name that a DomainName{} is; parse() never gives one.
    [[nodiscard]] bool empty() const { return name_.empty(); }
    [[nodiscard]] bool is_under(const DomainName& parent) const;

    friend auto operator<=>(const DomainName&, const DomainName&) = default;

private:
    explicit DomainName(std::string checked) : name_(std::move(checked)) {}

    std::string name_;
};

/// An IPv4 or IPv6 address. A mapped address (::ffff:192.0.2.1) is kept as its IPv4 self, so that
/// one sender is one row.
class IpAddress {
public:
    IpAddress() = default;

    /// Reads dotted IPv4 or any form of IPv6 text, nothing around it. Errors: bad_syntax.
    [[nodiscard]] static Result<IpAddress> parse(std::string_view text);

    /// Takes the 4 or 16 octets that packed() gave. Errors: bad_syntax for any other size.
    [[nodiscard]] static Result<IpAddress> from_packed(std::string_view octets);

    /// IPv6 in its shortest form, lower case. Source: RFC 5952.
    [[nodiscard]] std::string str() const;

    /// 4 or 16 octets in network order; a view of this object, valid as long as it is.
    [[nodiscard]] std::string_view packed() const;

    [[nodiscard]] bool is_v4() const { return size_ == 4; }

    friend bool operator==(const IpAddress&, const IpAddress&) = default;
    friend std::strong_ordering operator<=>(const IpAddress&, const IpAddress&) = default;

private:
    std::uint8_t size_ = 4;  // before the octets, so that IPv4 sorts first
    std::array<std::uint8_t, 16> octets_{};
};

/// A row number that cannot be mistaken for the row number of another table.
template <class Tag>
struct RowId {
    std::int64_t value = 0;
    friend auto operator<=>(RowId, RowId) = default;
};

using ReportId = RowId<struct ReportTag>;
using IntakeId = RowId<struct IntakeTag>;

}  // namespace sendpath::model
