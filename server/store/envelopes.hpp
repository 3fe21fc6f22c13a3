#pragma once

#include "model/report.hpp"
#include "model/takes.hpp"
#include "store/command.hpp"

namespace sendpath::store {

/// What SMTP told beside a mail. Our Received and Return-Path are made from it; the raw octets stay
/// as they were sent.
struct Envelope {
    std::string peer;       ///< address of the client, "192.0.2.1"
    std::string helo;       ///< as the client named itself
    std::string mail_from;  ///< empty: the null reverse-path
    std::vector<std::string> recipients;
    std::string tls;     ///< "TLSv1.3"; empty: none
    std::string id;      ///< queue id, as told in the reply
    std::string trace;   ///< our Return-Path and Received, as lines of a header
    model::Takes takes;  ///< of its recipients together
};

/// The table envelope, from the writing side.
class EnvelopeTable {
public:
    /// Deliveries of the same octets that are written down in full. Without a bound a client that
    /// sends one mail for ever would fill the disk.
    static constexpr std::int64_t kPerMailMax = 100;

    EnvelopeTable(sqlite3& db, Failure& failure);

    void add(model::IntakeId id, Seconds received, const Envelope& envelope);

    /// The deliveries of a mail, oldest first.
    std::vector<Envelope> of(model::IntakeId id);

private:
    Command add_;
    Command of_;
};

}  // namespace sendpath::store
