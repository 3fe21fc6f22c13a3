#pragma once

#include "dns/name_counts.hpp"
#include "http/mailbox_state.hpp"
#include "http/sink_state.hpp"
#include "ingest/digest_queue.hpp"

#include <optional>
#include <vector>

namespace sendpath::http {

/// What the rooms that take mail are at, at the moment of a request.
struct IngestState {
    std::optional<SinkState> sink;                    ///< none: no sink is configured
    std::optional<ingest::DigestQueue::State> queue;  ///< none: nothing is digested here
    std::vector<MailboxState> mailboxes;
    std::optional<dns::NameCounts> names;  ///< none: they are not looked up
    Seconds now{};
};

}  // namespace sendpath::http
