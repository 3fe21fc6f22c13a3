#pragma once

#include "analysis/public_suffixes.hpp"
#include "decode/decode.hpp"
#include "ingest/takes_now.hpp"
#include "store/intake.hpp"

namespace sendpath::ingest {

/// A mail or file as a door hands it over.
struct RawMail {
    std::string octets;
    std::string name;  ///< file name or sender, for people and as a hint to the decoder
    store::Via via{};
    Seconds received{};
    std::optional<store::Envelope> envelope{};   ///< of mail that came by SMTP
    std::optional<store::MailboxPlace> place{};  ///< of mail that came by IMAP
};

/// What the decoder needs besides the octets; shared by all threads, never changed.
struct Reading {
    decode::Limits limits;
    const analysis::PublicSuffixes* suffixes = nullptr;
    TakesNow takes{};  ///< empty: what the recipients took when the mail came
};

/// What a reporter says that its own raw results do not bear out.
struct Disagreed {
    std::int64_t records = 0;
    std::int64_t messages = 0;  ///< of these

    friend bool operator==(const Disagreed&, const Disagreed&) = default;
};

/// A mail read and weighed, ready for one transaction.
struct PreparedMail {
    store::NewIntake intake;
    model::Decoded decoded;
    std::vector<Disagreed> disagreed;  ///< per report
    std::size_t weight = 0;            ///< about how many octets of memory it holds
};

/// The octets packed for the store, without reading them.
[[nodiscard]] store::NewIntake packed_intake(const RawMail& mail);

/// Reads `mail`: all the heavy work that needs no store. Pure; from any thread.
[[nodiscard]] PreparedMail prepare(RawMail mail, const Reading& reading);

/// The first half of prepare() for a mail that is in the store already: its octets unpacked and
/// decoded. Owns all it needs and refers to nothing else, so that it may be left alone when it
/// comes to no end.
[[nodiscard]] PreparedMail read_again(const store::PendingIntake& intake,
                                      const decode::Limits& limits);

/// The second half: what our own derivation says of the reports.
void weigh(PreparedMail& mail, const analysis::PublicSuffixes& suffixes);

/// A mail that cannot be read for this reason, whatever is in it.
[[nodiscard]] PreparedMail unread(const store::PendingIntake& intake, model::HeldReason reason,
                                  std::string detail);

}  // namespace sendpath::ingest
