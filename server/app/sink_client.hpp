#pragma once

#include "config/smtp.hpp"
#include "http/test_reports.hpp"
#include "smtp/server.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::app {

/// A port of this program's own sink, and how it wants to be talked to.
struct SinkDoor {
    boost::asio::ip::tcp::endpoint where;
    bool implicit_tls = false;
    bool start_tls = false;  ///< nothing is taken without
    bool lmtp = false;
    bool proxied = false;  ///< it expects a PROXY header
};

/// The first port of the sink.
[[nodiscard]] SinkDoor door_of(const smtp::Server& sink, const config::Smtp& smtp);

/// Takes a mail of the test reporter to the program's own sink, as a receiver's mail server would:
/// to no other place, so that the program still has no way to send mail. Resumes when the sink has
/// taken or refused it, after half a minute at most.
/// Source: RFC 5321 section 4.1; RFC 2033; RFC 3207.
boost::asio::awaitable<http::Delivery> take_to_sink(SinkDoor door, std::string recipient,
                                                    std::string mail);

}  // namespace sendpath::app
