#pragma once

#include "http/sink_state.hpp"
#include "ingest/digest_queue.hpp"

#include <optional>

namespace sendpath::http {

/// What the rooms that take mail are at, at the moment of a request.
struct IngestState {
    std::optional<SinkState> sink;                    ///< none: no sink is configured
    std::optional<ingest::DigestQueue::State> queue;  ///< none: nothing is digested here
};

}  // namespace sendpath::http
