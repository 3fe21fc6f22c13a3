#include "smtp/envelope.hpp"

#include "base/time.hpp"

namespace sendpath::smtp {
namespace {

std::string protocol_word(const Message& message, Protocol protocol) {
    std::string word = protocol == Protocol::lmtp ? "LMTP" : message.extended ? "ESMTP" : "SMTP";
    if (!message.tls.empty()) word += 'S';
    return word;
}

/// "[192.0.2.1]", "[IPv6:2001:db8::1]"
std::string literal(const model::IpAddress& address) {
    return (address.is_v4() ? "[" : "[IPv6:") + address.str() + ']';
}

/// Clients name themselves by anything; what is no plain name would break the field's grammar.
std::string plain(std::string_view helo) {
    std::string name;
    for (const char c : helo)
        name += c > ' ' && c < 0x7f && c != '(' && c != ')' && c != '\\' && c != ';' ? c : '?';
    return name;
}

std::string trace_of(const Message& message, const Arrival& arrival) {
    std::string trace = "Return-Path: <" + message.transaction.sender.str() + ">\r\n";
    trace += "Received: from " + plain(message.helo) + " (" + literal(arrival.peer) + ")\r\n";
    trace += "\tby " + arrival.by + " with " + protocol_word(message, arrival.protocol) + " id " +
             message.id;
    // More than one would tell each recipient of the others.
    const auto& recipients = message.transaction.recipients;
    if (recipients.size() == 1) trace += "\r\n\tfor <" + recipients.front().str() + ">";
    return trace + "; " + time::mail_date(arrival.at) + "\r\n";
}

}  // namespace

store::Envelope envelope_of(const Message& message, const Arrival& arrival) {
    store::Envelope envelope{.peer = arrival.peer.str(),
                             .helo = message.helo,
                             .mail_from = message.transaction.sender.str(),
                             .recipients = {},
                             .tls = message.tls,
                             .id = message.id,
                             .trace = trace_of(message, arrival),
                             .takes = message.transaction.takes};
    for (const Path& each : message.transaction.recipients)
        envelope.recipients.push_back(each.str());
    return envelope;
}

}  // namespace sendpath::smtp
