#pragma once

#include <set>
#include <string>
#include <string_view>

namespace sendpath::imap {

/// What a server says it can do, at the moment it says so: before TLS, before login and behind it
/// are three different lists.
class Capabilities {
public:
    Capabilities() = default;

    /// The words of CAPABILITY, blanks between them.
    [[nodiscard]] static Capabilities of(std::string_view words);

    /// Letters in any case. What IMAP4rev2 includes need not be listed beside it, where the server
    /// speaks nothing older (RFC 9051 appendix E).
    [[nodiscard]] bool has(std::string_view name) const;
    /// AUTH=`mechanism`.
    [[nodiscard]] bool has_login_by(std::string_view mechanism) const;
    /// True when none was told.
    [[nodiscard]] bool empty() const { return names_.empty(); }

    friend bool operator==(const Capabilities&, const Capabilities&) = default;

private:
    std::set<std::string, std::less<>> names_;  // lower case
};

}  // namespace sendpath::imap
