#pragma once

#include "analysis/public_suffixes.hpp"
#include "decode/limits.hpp"
#include "http/ingest_state.hpp"
#include "http/settings_state.hpp"
#include "http/setup_state.hpp"
#include "http/test_reports.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace sendpath::store {
class Reader;
class Writer;
}  // namespace sendpath::store
namespace sendpath::ingest {
class Intake;
}
namespace sendpath::dns {
class Resolver;
}

namespace sendpath::http {

class MailboxTests;

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
    std::function<SettingsState()> settings;  ///< as `sink`; empty: nothing is told of them
    std::function<dns::NameCounts()> names;   ///< as `sink`; empty: names are not looked up
    std::function<SetupState()> setup;        ///< as `sink`; empty: nothing is known of it
    dns::Resolver* questions = nullptr;       ///< null: name look-ups are off
    TestReports* tests = nullptr;             ///< null: none can be made
    /// Takes a mail to the sink over a connection of its own; empty: there is no sink.
    std::function<boost::asio::awaitable<Delivery>(std::string recipient, std::string mail)>
        send_to_sink;
    MailboxTests* mailbox_tests = nullptr;  ///< null: none can be made
    store::Writer* writer = nullptr;        ///< for sessions and tokens; null: there are none
};

}  // namespace sendpath::http
