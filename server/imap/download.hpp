#pragma once

#include "imap/exchange.hpp"

#include <map>

namespace sendpath::imap {

/// Octets asked for at once of one message. ReadLimits leave room for it.
inline constexpr std::uint64_t kSliceMax = 1U << 20U;

enum class Got : std::uint8_t {
    whole,
    gone,       ///< an OK without the message: it is not there, or not now
    too_large,  ///< more octets came than are taken, whatever its size was told to be
    refused,    ///< the server cannot give it, or not together with the others
};

/// One message, never half of it.
struct Downloaded {
    Got got = Got::gone;
    std::string octets{};  ///< of a whole one

    friend bool operator==(const Downloaded&, const Downloaded&) = default;
};

/// Fetches messages of the open folder, all their first slices at once, then the rest of those that
/// are longer, one by one. By BODY.PEEK, so that nothing looks read. A message is whole when a
/// slice came shorter than asked, never because of what its size was told to be.
/// Source: RFC 9051 section 6.4.5.
class Download final : public Exchange {
public:
    struct Limits {
        std::uint64_t slice = kSliceMax;         ///< octets
        std::uint64_t message_max = 25U << 20U;  ///< octets
    };

    /// @param peer      must outlive this
    /// @param messages  no more than one command names and one answer may hold: see next_batch()
    Download(Peer& peer, const UidSet& messages, Limits limits)
        : Exchange(peer), wanted_(messages), limits_(limits) {}

    [[nodiscard]] Step begin() override;

    /// After Next::done, each that was wanted and some octets of which came; others are gone. None
    /// when it was given up.
    [[nodiscard]] std::map<Uid, Downloaded>& messages();

private:
    bool note(const Response& response) override;
    [[nodiscard]] bool note_slice(Uid uid, const Body& body);
    Step ended() override;
    Step ask(const UidSet& messages, std::uint64_t origin);

    UidSet wanted_;
    Limits limits_;
    UidSet asked_;              // by the running command
    std::uint64_t origin_ = 0;  // of the slices that it asks for
    UidSet unfinished_;
    UidSet answered_;  // of asked_
    std::map<Uid, Downloaded> messages_;
};

}  // namespace sendpath::imap
