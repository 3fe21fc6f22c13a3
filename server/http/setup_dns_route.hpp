#pragma once

#include "http/services.hpp"

namespace sendpath::http {

struct Request;
struct Answer;

inline constexpr std::string_view kSetupDnsPath = "/api/v1/setup/dns";

/// The records to publish for this installation and, when asked, what the DNS has now. Unlike a
/// Route it may wait for name servers, so it goes from the sockets thread to a reader and back.
[[nodiscard]] boost::asio::awaitable<Answer> setup_dns(const Services& services,
                                                       const Request& request);

}  // namespace sendpath::http
