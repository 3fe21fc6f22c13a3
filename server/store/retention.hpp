#pragma once

#include "base/time.hpp"
#include "store/report_table.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace sendpath::store {

/// What came before these goes; nullopt: nothing of its kind does. A mail's arrival counts, not
/// what it tells of, so that an old archive that was imported today is kept as long as today's
/// mail.
struct Cutoffs {
    std::optional<Seconds> raw;  ///< octets of mails
    /// Headers of mails that failed, with the octets of the mails they came in, which hold them,
    /// too.
    std::optional<Seconds> failure_samples;
    /// Reports with all that was counted of them, and what is held.
    std::optional<Seconds> records;
};

/// How many went.
struct Removed {
    std::int64_t raw = 0;
    std::int64_t failure_samples = 0;
    std::int64_t reports = 0;
    std::int64_t held = 0;  ///< mails

    [[nodiscard]] std::int64_t all() const { return raw + failure_samples + reports + held; }
    void add(const Removed& more);
};

/// How far the mails of each door have been looked at for their reports. Begins anew with each run
/// of the program.
struct RetentionProgress {
    struct Mark {
        std::int64_t received = 0;
        std::int64_t mail = 0;
    };
    std::array<Mark, 4> by_via{};
};

/// Takes away what is past its retention, from the writing side. The row of each mail stays, so
/// that a delivery of the same octets is still known.
class RetentionTable {
public:
    static constexpr std::int64_t kStep = 100;  ///< of each kind, so that nobody waits long

    RetentionTable(sqlite3& db, Failure& failure, ReportTable& reports);

    struct Step {
        Removed removed;
        bool more = false;  ///< there may be more to take away
    };
    /// Looks at kStep rows of each kind, the oldest arrivals first. What waits to be decoded, or is
    /// being decoded, stays.
    Step step(const Cutoffs& cutoffs, RetentionProgress& progress);

private:
    void drop_raw(Seconds before, Step& step);
    void drop_samples(Seconds before, Step& step);
    void drop_records(Seconds before, std::int64_t via, RetentionProgress::Mark& mark, Step& step);

    ReportTable* reports_;
    Command old_raw_;
    Command drop_raw_;
    Command old_samples_;
    Command drop_sample_;
    Command drop_deliveries_raw_;
    Command old_mails_;
    Command reports_of_;
    Command drop_held_;
    Command settle_held_;
};

}  // namespace sendpath::store
