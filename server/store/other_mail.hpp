#pragma once

#include "store/command.hpp"
#include "store/intake.hpp"

namespace sendpath::store {

inline constexpr std::int64_t kOtherMailMax = 1'000;           // mails
inline constexpr std::int64_t kOtherMailOctets = 64LL << 20U;  // octets, packed

/// What the box for other mail may hold; the oldest go first.
struct OtherMailRoom {
    std::int64_t mails = kOtherMailMax;
    std::int64_t octets = kOtherMailOctets;
};

/// The table other_mail: mail to postmaster, which is for people and never decoded.
class OtherMailTable {
public:
    OtherMailTable(sqlite3& db, Failure& failure);

    /// Keeps `mail` and lets the oldest go until the box is within `room` again. Octets that are
    /// there already add nothing. A mail that would not fit alone is the caller's to refuse.
    void keep(const NewIntake& mail, OtherMailRoom room = {});

private:
    Command add_;
    Command drop_;
};

}  // namespace sendpath::store
