#pragma once

#include "model/names.hpp"
#include "store/command.hpp"

#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace sendpath::store {

/// The /24 of an IPv4 address, the /64 of an IPv6 one: analysis::network_of() without its text.
struct Network {
    bool is_v4 = true;
    std::uint64_t number = 0;  ///< its leading bits

    [[nodiscard]] static Network of(const model::IpAddress& address);
    friend auto operator<=>(const Network&, const Network&) = default;
};

/// The paths whose sender is a network, in memory: whoever sends is looked for among them.
class NetworkPaths {
public:
    struct Path {
        std::int64_t path = 0;
        std::int64_t sender = 0;
    };

    /// @param vouching  analysis::FlowFacts of a class that vouch for its network
    NetworkPaths(sqlite3& db, Failure& failure, std::uint32_t vouching);

    /// Reads all that the store has.
    void load();
    /// Of a From domain. nullptr: there is none.
    [[nodiscard]] const Path* find(std::int64_t domain, Network network) const;
    /// @param stranger  path.stranger
    void add(std::int64_t domain, Network network, Path path, bool stranger);
    /// How many of a From domain's are strangers.
    [[nodiscard]] std::int64_t strangers(std::int64_t domain) const;

    /// Something ties the network to the operator, for whatever domain it sends. False: that was
    /// known.
    bool vouch(Network network) { return vouched_.insert(network).second; }
    [[nodiscard]] bool is_vouched(Network network) const { return vouched_.contains(network); }

    void clear();

private:
    struct Key {
        std::int64_t domain = 0;
        Network network;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
        std::size_t operator()(const Network& network) const { return (*this)(Key{0, network}); }
    };

    Failure* failure_;
    std::uint32_t vouching_;
    Command read_;
    Command read_vouched_;
    std::unordered_map<Key, Path, Hash> paths_;
    std::unordered_map<std::int64_t, std::int64_t> strangers_;  // by From domain
    std::unordered_set<Network, Hash> vouched_;
};

/// The first address of a sender's network; nullopt when the key is of another kind of sender.
/// @param key  analysis::SenderIdentity::key()
[[nodiscard]] std::optional<model::IpAddress> address_in(std::string_view key);

}  // namespace sendpath::store
