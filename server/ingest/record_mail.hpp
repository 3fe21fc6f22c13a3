#pragma once

#include "ingest/outcome.hpp"
#include "ingest/prepare.hpp"
#include "store/ledger.hpp"

namespace sendpath::ingest {

/// Writes a prepared mail of a door without envelopes into the open transaction: its intake row,
/// its reports, what is held of it. Octets that were digested before add nothing. May be called
/// again after a roll-back.
[[nodiscard]] MailOutcome record_mail(store::Ledger& ledger, const PreparedMail& mail);

/// Writes what was read of a mail that is in the store already; `reports` of it that were stored
/// before are replaced. A report of a kind that none of its recipients takes is held.
[[nodiscard]] MailOutcome record_again(store::Ledger& ledger, model::IntakeId intake,
                                       const PreparedMail& mail, const TakesNow& takes_now = {});

}  // namespace sendpath::ingest
