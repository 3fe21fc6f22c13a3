#include "app/setup_state.hpp"

#include "app/smtp_sink.hpp"
#include "config/endpoint.hpp"

#include <algorithm>

namespace sendpath::app {
namespace {

using Address = http::SetupState::Address;

/// Listening on all addresses of the machine names none of them.
bool is_any(const model::IpAddress& address) {
    return std::ranges::all_of(address.packed(), [](char octet) { return octet == 0; });
}

void add_address(const Address& address, std::vector<Address>& to) {
    const bool there = std::ranges::find(to, address.address, &Address::address) != to.end();
    if (!there) to.push_back(address);
}

}  // namespace

http::SetupState setup_state(const config::Config& config) {
    http::SetupState state;
    state.domains = config.domains;
    for (const config::Recipient& each : config.smtp.recipients)
        add_address({{each.local, each.domain}, "smtp", each.takes}, state.addresses);
    for (const config::ImapAccount& each : config.imap)
        if (const auto user = analysis::ReportAddress::parse(each.user))
            add_address({*user, "imap", {}}, state.addresses);
    for (const config::Endpoint& each : config.smtp.listen) {
        if (config::is_loopback(each)) continue;
        state.sink_host = sink_hostname(config.smtp);
        if (!is_any(each.address)) state.sink_addresses.push_back(each.address);
    }
    return state;
}

}  // namespace sendpath::app
