#pragma once

#include "analysis/public_suffixes.hpp"
#include "decode/decode.hpp"
#include "store/intake.hpp"

namespace sendpath::ingest {

/// A mail or file as a door hands it over.
struct RawMail {
    std::string octets;
    std::string name;  ///< file name or sender, for people and as a hint to the decoder
    store::Via via{};
    Seconds received{};
    std::optional<store::Envelope> envelope{};  ///< of mail that came by SMTP
};

/// What the decoder needs besides the octets; shared by all threads, never changed.
struct Reading {
    decode::Limits limits;
    const analysis::PublicSuffixes* suffixes = nullptr;
};

/// A mail read and weighed, ready for one transaction.
struct PreparedMail {
    store::NewIntake intake;
    model::Decoded decoded;
    std::vector<std::int64_t> disagreed;  ///< per report: records we cannot follow
    std::size_t weight = 0;               ///< about how many octets of memory it holds
};

/// The octets packed for the store, without reading them.
[[nodiscard]] store::NewIntake packed_intake(const RawMail& mail);

/// Reads `mail`: all the heavy work that needs no store. Pure; from any thread.
[[nodiscard]] PreparedMail prepare(RawMail mail, const Reading& reading);

/// As prepare(), for octets that are in the store already.
[[nodiscard]] PreparedMail prepare_again(std::string octets, const store::PendingIntake& intake,
                                         const Reading& reading);

}  // namespace sendpath::ingest
