#pragma once

#include "analysis/sender_identity.hpp"
#include "store/dictionaries.hpp"
#include "store/packing.hpp"

#include <functional>

namespace sendpath::store {

/// Strangers' paths that a From domain may have: those of a network, a signer or a host that
/// nothing vouches for. Further ones are `unknown` of that domain, until the operator names their
/// senders: a spoofing wave of a hundred thousand addresses must not become as many paths.
inline constexpr std::int64_t kStrangersMax = 1'000;

/// The list of the system, for whoever was not given another.
[[nodiscard]] const analysis::PublicSuffixes& usual_suffixes();

/// A flow that is to be grouped.
struct FlowSeen {
    std::int64_t domain = 0;  ///< header From
    std::string_view domain_name;
    std::int64_t auth_set = 0;
    std::int64_t source = 0;
    model::IpAddress address;
};

/// Tells the path and the class of a flow (schema/005_paths.sql), and makes them when they are new.
class FlowGrouper {
public:
    /// @param words  where the names of own signatures go
    FlowGrouper(sqlite3& db, Failure& failure, Dictionaries& words,
                const analysis::PublicSuffixes& suffixes);

    /// The row of flow_class; 0 after a failure. `facts` gives what the flow's auth set says.
    [[nodiscard]] std::int64_t class_of(const FlowSeen& flow,
                                        const std::function<analysis::Facts()>& facts);

    /// Reads the operator's labels again, before the next flow.
    void reload_labels();

    /// A number that changes when flows would be grouped otherwise: by the rules, the table of
    /// services, the public suffixes or the labels. Never 0.
    [[nodiscard]] std::int64_t version();

    /// Row numbers given out in a transaction that failed are void.
    void forget();

private:
    /// What an auth set says to a From domain, whatever the source.
    struct Draft {
        std::uint32_t facts = 0;
        bool named_after = false;
        std::string keys;
        std::int64_t sender = 0;  ///< 0: depends on the source
    };
    struct DraftKey {
        std::int64_t domain = 0;
        std::int64_t auth_set = 0;
        [[nodiscard]] std::size_t hash() const;
        friend bool operator==(const DraftKey&, const DraftKey&) = default;
    };
    struct PathKey {
        std::int64_t domain = 0;
        std::int64_t sender = 0;
        [[nodiscard]] std::size_t hash() const;
        friend bool operator==(const PathKey&, const PathKey&) = default;
    };
    struct ClassKey {
        std::int64_t draft = 0;
        std::int64_t path = 0;
        std::int64_t network = 0;
        [[nodiscard]] std::size_t hash() const;
        friend bool operator==(const ClassKey&, const ClassKey&) = default;
    };
    struct Sender {
        std::int64_t row = 0;
        analysis::IdentityKind kind{};
    };
    static constexpr std::size_t kDraftsMax = 20'000;  // at most 4 MB
    static constexpr std::size_t kPathsMax = 60'000;
    static constexpr std::size_t kClassesMax = 60'000;

    std::int64_t draft_of(const FlowSeen& flow, const std::function<analysis::Facts()>& facts);
    Draft drafted(const FlowSeen& flow, const analysis::Facts& facts);
    Sender sender_of(const FlowSeen& flow, const Draft& draft,
                     const std::function<analysis::Facts()>& facts);
    Sender sender_row(const analysis::SenderIdentity& identity);
    struct Path {
        std::int64_t row = 0;
        bool fresh = false;  ///< made just now: it has no class yet
    };
    Path path_of(const FlowSeen& flow, const Draft& draft, Sender& sender);
    void make_path_of_unknown(std::int64_t domain);
    bool has_room_for_strangers(std::int64_t domain);
    void load_labels();

    Failure* failure_;
    Dictionaries* words_;
    const analysis::PublicSuffixes* suffixes_;
    std::optional<analysis::Labels> labels_;
    std::size_t label_count_ = 0;
    std::int64_t version_ = 0;

    RowCache<DraftKey, kDraftsMax> draft_numbers_;  // place in drafts_, from 1
    std::vector<Draft> drafts_;
    RowCache<PathKey, kPathsMax> paths_;
    RowCache<ClassKey, kClassesMax> classes_;
    std::unordered_map<std::int64_t, std::int64_t> strangers_;  // paths of a domain
    TextTable senders_;

    Command find_path_;
    Command add_path_;
    Command count_strangers_;
    Command find_class_;
    Command add_class_;
    Command read_labels_;
};

/// Own signatures of a flow as flow_class.keys keeps them: rows of the words of domain and selector
/// (0: not told), and whether it passed.
struct StoredKey {
    std::int64_t domain = 0;
    std::int64_t selector = 0;
    bool passed = false;
};
void pack(const StoredKey& key, Packer& into);
/// Damaged octets give no further keys.
[[nodiscard]] std::vector<StoredKey> unpack_keys(std::string_view packed);

}  // namespace sendpath::store
