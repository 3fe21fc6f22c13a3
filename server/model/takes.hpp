#pragma once

namespace sendpath::model {

/// The kinds of report an address takes. The words are those of the DMARC and TLS-RPT tags that
/// name such an address.
struct Takes {
    bool rua = true;  ///< aggregate reports
    bool ruf = true;  ///< failure reports
    bool tls = true;  ///< SMTP TLS reports

    friend bool operator==(const Takes&, const Takes&) = default;
};

/// What two addresses take between them.
[[nodiscard]] constexpr Takes either(Takes one, Takes other) {
    return {one.rua || other.rua, one.ruf || other.ruf, one.tls || other.tls};
}

inline constexpr Takes kTakesNothing{false, false, false};

}  // namespace sendpath::model
