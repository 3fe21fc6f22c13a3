#include "store/ledger.hpp"

#include "store/connection.hpp"

namespace sendpath::store {

Ledger::Ledger(sqlite3& db, OurDomains ours, const analysis::PublicSuffixes& suffixes)
    : db_(&db),
      ours_(std::move(ours)),
      accounts_(db, failure_),
      tokens_(db, failure_),
      mailboxes_(db, failure_),
      names_(db, failure_),
      intake_(db, failure_, mailboxes_),
      other_mail_(db, failure_),
      reports_(db, failure_, suffixes),
      paths_(db, failure_, reports_),
      retention_(db, failure_, reports_),
      raise_generation_(db, failure_,
                        "UPDATE state SET value = value + 1 WHERE name = 'generation'") {}

Result<void> Ledger::begin() {
    failure_.forget();
    if (sqlite3_get_autocommit(db_) == 0) roll_back();
    changes_before_ = sqlite3_total_changes64(db_);
    return run(*db_, "BEGIN IMMEDIATE");
}

Result<void> Ledger::commit() {
    reports_.flush();
    // Who only looked must not end every answer that a client has cached.
    if (sqlite3_total_changes64(db_) != changes_before_) raise_generation_.run();
    if (failure_) {
        Error error = failure_.error();
        roll_back();
        return error;
    }
    const Result<void> committed = run(*db_, "COMMIT");
    if (!committed) roll_back();
    return committed;
}

void Ledger::roll_back() {
    // A full disk makes SQLite roll back by itself; a second ROLLBACK would be an error.
    if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    reports_.forget();
    paths_.forget();
}

}  // namespace sendpath::store
