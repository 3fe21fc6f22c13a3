#include "store/network_paths.hpp"

namespace sendpath::store {
namespace {

constexpr std::size_t kOctetsV4 = 3;
constexpr std::size_t kOctetsV6 = 8;
constexpr std::string_view kKind = "network:";

}  // namespace

Network Network::of(const model::IpAddress& address) {
    Network network{address.is_v4(), 0};
    for (const char octet : address.packed().substr(0, network.is_v4 ? kOctetsV4 : kOctetsV6))
        network.number = network.number << 8U | static_cast<std::uint8_t>(octet);
    return network;
}

std::optional<model::IpAddress> address_in(std::string_view key) {
    if (!key.starts_with(kKind)) return std::nullopt;
    key.remove_prefix(kKind.size());
    const auto address = model::IpAddress::parse(key.substr(0, key.rfind('/')));
    return address ? std::optional(*address) : std::nullopt;
}

std::size_t NetworkPaths::Hash::operator()(const Key& key) const {
    std::uint64_t mixed = key.network.number * 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ static_cast<std::uint64_t>(key.domain)) * 0xbf58476d1ce4e5b9U;
    return mixed ^ mixed >> 31U;
}

NetworkPaths::NetworkPaths(sqlite3& db, Failure& failure, std::uint32_t vouching)
    : failure_(&failure),
      vouching_(vouching),
      read_(db, failure,
            "SELECT domain, key, path.id, sender, stranger FROM path JOIN sender ON sender.id = "
            "sender"
            " WHERE key >= 'network:' AND key < 'network;'"),
      read_vouched_(db, failure,
                    "SELECT DISTINCT key FROM flow_class JOIN path ON path.id = path"
                    "  JOIN sender ON sender.id = network"
                    " WHERE network > 0 AND (facts & ?1 OR stranger = 0)") {}

void NetworkPaths::load() {
    clear();
    read_.each([&](const Statement& row) {
        const auto address = address_in(row.view(1));
        if (!address) return failure_->keep({Errc::bad_syntax, "sender.key is damaged"});
        add(row.integer(0), Network::of(*address), {row.integer(2), row.integer(3)},
            row.integer(4) != 0);
    });
    read_vouched_.each(
        [&](const Statement& row) {
            if (const auto address = address_in(row.view(0))) vouch(Network::of(*address));
        },
        std::int64_t{vouching_});
}

const NetworkPaths::Path* NetworkPaths::find(std::int64_t domain, Network network) const {
    const auto known = paths_.find({domain, network});
    return known == paths_.end() ? nullptr : &known->second;
}

void NetworkPaths::add(std::int64_t domain, Network network, Path path, bool stranger) {
    paths_.emplace(Key{domain, network}, path);
    if (stranger) ++strangers_[domain];
}

std::int64_t NetworkPaths::strangers(std::int64_t domain) const {
    const auto known = strangers_.find(domain);
    return known == strangers_.end() ? 0 : known->second;
}

void NetworkPaths::clear() {
    paths_.clear();
    strangers_.clear();
    vouched_.clear();
}

}  // namespace sendpath::store
