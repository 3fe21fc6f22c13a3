#pragma once

#include "model/names.hpp"
#include "smtp/session.hpp"
#include "store/envelopes.hpp"

namespace sendpath::smtp {

/// How a message came to us, as far as the message does not know it itself.
struct Arrival {
    model::IpAddress peer;
    std::string by;  ///< our name
    Protocol protocol{};
    Seconds at{};
};

/// What is kept beside the octets of `message`, which stay as they came: its envelope, and the
/// Return-Path and Received that a mail server puts before a mail.
/// Source: RFC 5321 section 4.4; RFC 3848 for the words after "with".
[[nodiscard]] store::Envelope envelope_of(const Message& message, const Arrival& arrival);

}  // namespace sendpath::smtp
