#pragma once

#include "http/query_reader.hpp"
#include "http/request_rate.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace sendpath::http {

/// An account of IMAP that somebody is about to write into the settings, or one that is there.
struct MailboxToTry {
    std::string name;  ///< of an account of the settings, all else empty; or empty
    std::string host;
    std::optional<std::int64_t> port;  ///< 1 to 65535; none: the usual one
    bool start_tls = false;            ///< else TLS from the first octet on
    std::string user;
    std::string password;
    std::string fingerprint;  ///< of the certificate, in hex; empty: it is looked at by name
    std::string folder;       ///< empty: INBOX
};

/// What came of trying it. All texts are UTF-8 without control characters; some are a stranger's.
struct MailboxTried {
    struct Step {
        std::string_view step;  ///< a literal of the contract, "login"
        std::string detail;
    };
    std::optional<BadParameter> bad;  ///< it was not tried: this member makes no sense
    std::string server;               ///< "imaps://imap.example.com:993"
    std::vector<Step> steps;          ///< that were done
    std::optional<Step> failed;       ///< the one that was not; its detail is why
    std::string_view reason;          ///< of `failed`, as in MailboxTrouble
    std::string_view advice;          ///< likewise
};

/// Tries accounts, a few a minute, since each try has this program call a host of somebody's
/// choice. Lives on the socket thread.
class MailboxTests {
public:
    static constexpr std::uint64_t kPerMinute = 6;
    using Try = std::function<boost::asio::awaitable<MailboxTried>(MailboxToTry)>;

    /// @param run  goes the way into a mailbox and changes nothing there
    explicit MailboxTests(Try run) : run_(std::move(run)) {}

    /// After how many seconds another may be made; 0: it is counted, and may be made now.
    [[nodiscard]] std::chrono::seconds enter(Seconds now) { return rate_.enter({}, now); }

    [[nodiscard]] boost::asio::awaitable<MailboxTried> run(MailboxToTry mailbox) {
        return run_(std::move(mailbox));
    }

private:
    Try run_;
    RequestRate rate_{kPerMinute};
};

}  // namespace sendpath::http
