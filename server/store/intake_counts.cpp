#include "store/queries.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace sendpath::store {

Result<IntakeCounts> intake_counts(sqlite3& db) {
    IntakeCounts counts;
    Result<void> asked =
        each_row(db,
                 "SELECT via, count(*), max(received) FROM intake INDEXED BY intake_by_via"
                 " GROUP BY via ORDER BY via",
                 [&](const Statement& row) {
                     const Seconds last = seconds(row.integer(2));
                     counts.by_via.push_back({.via = static_cast<Via>(row.integer(0)),
                                              .accepted = row.integer(1),
                                              .last_received = last});
                     counts.accepted += row.integer(1);
                     counts.last_received = std::max(counts.last_received.value_or(last), last);
                 });
    if (!asked) return asked.error();
    asked = each_row(
        db,
        "SELECT (SELECT count(*) FROM intake INDEXED BY intake_open WHERE state IN (1, 4)),"
        "       (SELECT count(*) FROM intake INDEXED BY intake_held WHERE state = 3),"
        "       (SELECT count(*) FROM other_mail), (SELECT total(packed) FROM other_mail)",
        [&](const Statement& row) {
            counts.pending = row.integer(0);
            counts.held = row.integer(1);
            counts.other_mails = row.integer(2);
            counts.other_octets = row.integer(3);
        });
    if (!asked) return asked.error();
    return counts;
}

}  // namespace sendpath::store
