#pragma once

#include "config/contradictions.hpp"

namespace sendpath::config {

/// What is wrong with the accounts of [[imap]], each by itself and beside the others. An account
/// needs neither fill_in() before nor after.
void of_imap(const Config& config, std::vector<Contradiction>& out);

}  // namespace sendpath::config
