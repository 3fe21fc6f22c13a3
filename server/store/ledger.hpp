#pragma once

#include "store/intake.hpp"
#include "store/mailboxes.hpp"
#include "store/names.hpp"
#include "store/other_mail.hpp"
#include "store/path_table.hpp"
#include "store/retention.hpp"
#include "store/tokens.hpp"

namespace sendpath::store {

/// The writing side of the store within one transaction. Made and used on the writer's thread only.
class Ledger {
public:
    Ledger(sqlite3& db, OurDomains ours,
           const analysis::PublicSuffixes& suffixes = usual_suffixes());
    Ledger(const Ledger&) = delete;  // its tables point into it
    Ledger& operator=(const Ledger&) = delete;
    ~Ledger() = default;

    [[nodiscard]] AccountTable& accounts() { return accounts_; }
    [[nodiscard]] TokenTable& tokens() { return tokens_; }
    [[nodiscard]] IntakeTable& intake() { return intake_; }
    [[nodiscard]] MailboxTable& mailboxes() { return mailboxes_; }
    [[nodiscard]] NameTable& names() { return names_; }
    [[nodiscard]] OtherMailTable& other_mail() { return other_mail_; }
    [[nodiscard]] ReportTable& reports() { return reports_; }
    [[nodiscard]] PathTable& paths() { return paths_; }
    [[nodiscard]] RetentionTable& retention() { return retention_; }
    [[nodiscard]] const OurDomains& ours() const { return ours_; }
    [[nodiscard]] const Failure& failure() const { return failure_; }

    /// BEGIN, whatever state an earlier failure left behind. Errors: no_space, io.
    [[nodiscard]] Result<void> begin();
    /// Writes what was gathered, raises the generation and commits. On an error everything since
    /// begin() is undone. Errors: no_space, io; the first that anything met since begin().
    [[nodiscard]] Result<void> commit();
    /// Undoes everything since begin().
    void roll_back();

private:
    sqlite3* db_;
    OurDomains ours_;
    Failure failure_;
    AccountTable accounts_;
    TokenTable tokens_;
    MailboxTable mailboxes_;
    NameTable names_;
    IntakeTable intake_;
    OtherMailTable other_mail_;
    ReportTable reports_;
    PathTable paths_;
    RetentionTable retention_;
    Command raise_generation_;
    sqlite3_int64 changes_before_ = 0;  // of the connection, when the transaction began
};

}  // namespace sendpath::store
