#pragma once

#include "config/config.hpp"
#include "http/sink_state.hpp"
#include "smtp/server.hpp"

namespace sendpath::app {

/// What the sink is told of the configuration.
[[nodiscard]] smtp::Server::Settings smtp_settings(const config::Config& config);

/// The name in the greeting: the one that is set, else the machine's, if it is one at all.
[[nodiscard]] model::DomainName sink_hostname(const config::Smtp& smtp);

/// True while the disk of the store has less room than smtp.space_min, or than one and a half of
/// the largest mail.
[[nodiscard]] bool is_storage_low(const config::Config& config);

/// What the API tells of the sink.
[[nodiscard]] http::SinkState sink_state(const smtp::Server& sink, const config::Config& config);

/// Tells where the sink listens, and what about its settings may surprise.
void announce(const smtp::Server& sink, const config::Config& config);

/// As many open files as the system lets this process have: each conversation is one.
void allow_many_files();

/// Memory of large messages goes back to the system as soon as they are done with.
void give_large_memory_back();

}  // namespace sendpath::app
