#pragma once

#include "http/answer.hpp"
#include "http/ingest_state.hpp"
#include "http/request_counts.hpp"

struct sqlite3;

namespace sendpath::http {

/// GET /metrics in the text format of Prometheus, version 0.0.4. Runs on a reader thread.
[[nodiscard]] Answer metrics_answer(sqlite3& db, const IngestState& state,
                                    const RequestCounts& requests);

}  // namespace sendpath::http
