#pragma once

#include "ingest/outcome.hpp"

#include <boost/json/object.hpp>

namespace sendpath::http {

/// What came of a mail or file; schema Upload.
[[nodiscard]] boost::json::object outcome_json(const ingest::MailOutcome& mail);

}  // namespace sendpath::http
