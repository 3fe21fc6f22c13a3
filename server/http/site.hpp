#pragma once

#include "analysis/public_suffixes.hpp"
#include "decode/limits.hpp"
#include "http/dashboard.hpp"
#include "http/ingest_state.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace sendpath::store {
class Reader;
}
namespace sendpath::ingest {
class Intake;
}

namespace sendpath::http {

/// What the answers are made from. Everything it points to must outlive it.
struct Services {
    const store::Reader* reader = nullptr;
    const analysis::PublicSuffixes* suffixes = nullptr;
    decode::Limits decoding;                 ///< for documents that are unpacked again to be shown
    const ingest::Intake* intake = nullptr;  ///< with `digests`: where uploads go
    ingest::DigestQueue* digests = nullptr;
    Seconds (*now)() = nullptr;
    std::function<SinkState()> sink;  ///< asked on the socket thread; empty: there is no sink
    /// As `sink`; empty: no mailbox is configured.
    std::function<std::vector<MailboxState>()> mailboxes;
    /// Has this mailbox polled now, whatever it waits for; false: there is no such mailbox.
    std::function<bool(std::int64_t id)> poll_mailbox;
};

/// Everything between a request and its answer that is not the wire.
class Site {
public:
    /// @param base_path  where the site lives behind a proxy; begins and ends with '/'
    /// @param run  tells this run of the program from others: caches must not outlive it
    Site(Services services, std::string base_path, std::string run);

    /// The answer to `request`, whose path is still to be read from `target`. It stands complete
    /// but for what the wire adds: length, date, connection.
    [[nodiscard]] boost::asio::awaitable<Answer> respond(Request request, std::string target);

    /// True for the one request that may carry a body.
    [[nodiscard]] bool takes_body(std::string_view method, std::string_view target) const;

    [[nodiscard]] const Services& services() const { return services_; }

private:
    [[nodiscard]] boost::asio::awaitable<Answer> answer(Request& request,
                                                        const std::string& target);
    [[nodiscard]] boost::asio::awaitable<Answer> api_answer(Request& request);
    [[nodiscard]] boost::asio::awaitable<Answer> ask(const Request& request);
    [[nodiscard]] boost::asio::awaitable<Answer> upload(Request& request);
    [[nodiscard]] Answer poll(const Request& request, std::int64_t mailbox) const;
    [[nodiscard]] boost::asio::awaitable<Answer> ready();
    [[nodiscard]] IngestState ingest_state() const;

    Services services_;
    std::string base_path_;
    std::string run_;
    Dashboard dashboard_;
    std::uint64_t requests_ = 0;
};

}  // namespace sendpath::http
