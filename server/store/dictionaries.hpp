#pragma once

#include "model/aggregate.hpp"
#include "store/command.hpp"
#include "store/row_cache.hpp"

#include <unordered_map>

namespace sendpath::store {

/// Hash that lets a map of strings be asked with a view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

/// Row numbers of texts in one table, made when they are new. What was met lately is remembered, so
/// that a busy writer seldom asks the database; what was not is most often new, so it is added
/// first, and looked for only when it was there.
class TextTable {
public:
    TextTable(Command find, Command add) : find_(std::move(find)), add_(std::move(add)) {}

    /// `key` decides identity; `more` are the further columns of a new row.
    template <class Key, class... More>
    std::int64_t id(std::string_view key, const Key& bound, const More&... more) {
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        std::optional<std::int64_t> row = add_.insert_new(bound, more...);
        if (!row) row = find_.integer(bound);
        if (!row) return 0;  // after a failure
        if (known_.size() >= kKnownMax) known_.clear();
        known_.emplace(key, *row);
        return *row;
    }

    /// Row numbers given out in a transaction that failed are void.
    void forget() { known_.clear(); }

private:
    static constexpr std::size_t kKnownMax = 100'000;  // entries; about 10 MB

    Command find_;
    Command add_;
    std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> known_;
};

/// A flow and its class; in one number in the cache, since both are wanted together.
struct GroupedFlow {
    std::int64_t flow = 0;
    std::int64_t flow_class = 0;
};

/// The tables of what repeats (schema/001_store.sql): each function gives the row number of its
/// value, and makes the row when the value is new.
class Dictionaries {
public:
    Dictionaries(sqlite3& db, Failure& failure);

    [[nodiscard]] std::int64_t word(std::string_view text);
    [[nodiscard]] std::int64_t domain(std::string_view name);
    [[nodiscard]] std::int64_t source(const model::IpAddress& address);
    [[nodiscard]] std::int64_t auth_set(std::string_view packed);
    /// `grouped` gives the row of flow_class, and is asked when the flow is new.
    template <class Grouped>
    [[nodiscard]] GroupedFlow flow(std::int64_t source, std::int64_t domain, std::int64_t auth_set,
                                   const Grouped& grouped) {
        const FlowKey key{source, domain, auth_set};
        if (const auto known = flows_.find(key)) return unpacked(*known);
        GroupedFlow found;
        found.flow_class = grouped();
        const std::optional<std::int64_t> row =
            add_flow_.insert_new(source, domain, auth_set, found.flow_class);
        if (row)
            found.flow = *row;
        else
            find_flow(key, found);
        flows_.keep(key, packed(found));
        return found;
    }
    /// Flows may have come to other classes.
    void forget_flows() { flows_.clear(); }
    [[nodiscard]] std::int64_t reporter(const model::AggregateReport& report);
    /// For reports of other kinds: only a name, and perhaps an address.
    [[nodiscard]] std::int64_t reporter(std::string_view org_name,
                                        const std::optional<std::string>& email);
    [[nodiscard]] std::int64_t policy(const model::PublishedPolicy& policy);

    void forget();

private:
    struct SourceKey {
        model::IpAddress address;
        [[nodiscard]] std::size_t hash() const;
        friend bool operator==(const SourceKey&, const SourceKey&) = default;
    };
    struct FlowKey {
        std::int64_t source = 0;
        std::int64_t domain = 0;
        std::int64_t auth_set = 0;
        [[nodiscard]] std::size_t hash() const;
        friend bool operator==(const FlowKey&, const FlowKey&) = default;
    };
    static constexpr unsigned kFlowBits = 36;  // the rest is the class
    static std::int64_t packed(const GroupedFlow& flow) {
        return flow.flow_class << kFlowBits | flow.flow;
    }
    static GroupedFlow unpacked(std::int64_t both) {
        return {both & ((std::int64_t{1} << kFlowBits) - 1), both >> kFlowBits};
    }
    void find_flow(const FlowKey& key, GroupedFlow& found);

    static constexpr std::size_t kSourcesMax = 120'000;  // entries; at most 8 MB
    static constexpr std::size_t kFlowsMax = 250'000;    // entries; at most 16 MB

    TextTable words_;
    TextTable domains_;
    TextTable auth_sets_;
    TextTable reporters_;
    TextTable policies_;
    Command find_source_;
    Command add_source_;
    RowCache<SourceKey, kSourcesMax> sources_;
    Command find_flow_;
    Command add_flow_;
    Command group_flow_;
    RowCache<FlowKey, kFlowsMax> flows_;
};

/// "com.example." for "example.com": a domain and all below it share this beginning.
[[nodiscard]] std::string reversed_name(std::string_view domain);

}  // namespace sendpath::store
