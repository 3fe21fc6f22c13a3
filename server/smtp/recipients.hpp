#pragma once

#include "model/names.hpp"
#include "model/takes.hpp"
#include "smtp/path.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace sendpath::smtp {

/// An address that takes reports.
struct Recipient {
    std::string local;  ///< compared without regard to ASCII case; may carry a +tag of its own
    model::DomainName domain;
    model::Takes takes;

    /// For TLS reports alone: these are taken in clear even where TLS is required, since broken TLS
    /// is what they tell of (RFC 8460 section 3).
    [[nodiscard]] bool for_tls_reports() const { return takes == model::Takes{false, false, true}; }
};

/// What a mail's recipient is to us.
enum class Addressee : std::uint8_t {
    report,        ///< a configured address, or one of its +tags
    postmaster,    ///< RFC 5321 section 4.5.1
    unknown_user,  ///< at a domain of ours
    other_domain,  ///< not ours at all: we relay nothing
};

/// Which mail is for us. Nothing is accepted by accident: an address literal, a quoted local part,
/// a final dot or the %-hack never equals a configured address.
class Recipients {
public:
    /// @param hostname   our own name: postmaster is known there, too
    /// @param addresses  empty: any address at any domain takes reports, for a trial on one machine
    Recipients(model::DomainName hostname, std::vector<Recipient> addresses);

    struct Found {
        Addressee addressee{};
        model::Takes takes;            ///< of a report address
        bool for_tls_reports = false;  ///< may come without TLS
    };
    [[nodiscard]] Found find(const Path& path) const;

    /// True when some address takes TLS reports alone.
    [[nodiscard]] bool some_for_tls_reports() const;

private:
    [[nodiscard]] bool is_ours(const model::DomainName& domain) const;

    model::DomainName hostname_;
    std::vector<Recipient> addresses_;
};

}  // namespace sendpath::smtp
