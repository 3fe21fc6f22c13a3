#pragma once

#include "analysis/sender_identity.hpp"
#include "store/dictionaries.hpp"
#include "store/network_paths.hpp"
#include "store/packing.hpp"

#include <functional>
#include <set>

namespace sendpath::store {

/// Strangers' paths that a From domain may have: those of a network, a signer or a host that
/// nothing vouches for; of networks alone, of which there are most, fewer. Further ones stay
/// `unknown` of that domain, until the operator names their senders: a spoofing wave of a hundred
/// thousand addresses must not become as many paths.
inline constexpr std::int64_t kStrangersMax = 1'000;
inline constexpr std::int64_t kStrangerNetworksMax = 200;

/// What ties a flow to the operator, whoever sends it: an own name that passes or was signed with.
inline constexpr std::uint32_t kVouches =
    analysis::FlowFacts::kDkimOrganization | analysis::FlowFacts::kSpfOrganization |
    analysis::FlowFacts::kOwnDkimFailed | analysis::FlowFacts::kOwnDkimTemperror |
    analysis::FlowFacts::kOwnDkimPermerror;

/// What gives a sender a path at once, though only its network is known: it may vouch for all that
/// the network sends, since reporters that tell few results or none still count passes.
inline constexpr std::uint32_t kMayVouch = kVouches | analysis::FlowFacts::kForeignDkimPass |
                                           analysis::FlowFacts::kForeignSpfPass |
                                           analysis::FlowFacts::kNoResults;

/// The list of the system, for whoever was not given another.
[[nodiscard]] const analysis::PublicSuffixes& usual_suffixes();

/// A flow that is to be grouped.
struct FlowSeen {
    std::int64_t domain = 0;  ///< header From
    std::string_view domain_name;
    std::int64_t auth_set = 0;
    std::int64_t source = 0;
    model::IpAddress address;
    std::int64_t messages = 0;  ///< known to be of it; 0: not known
};

/// Tells the path and the class of a flow (schema/005_paths.sql), and makes them when they are new.
///
/// A sender of which only the network is known, and that nothing vouches for, gets no path at once:
/// with its like it is in a class of strangers of the path `unknown`, until Strangers finds that it
/// is worth a path.
class FlowGrouper {
public:
    /// @param words  where the names of own signatures go
    FlowGrouper(sqlite3& db, Failure& failure, Dictionaries& words,
                const analysis::PublicSuffixes& suffixes);

    /// The row of flow_class; 0 after a failure. `facts` gives what the flow's auth set says.
    [[nodiscard]] std::int64_t class_of(const FlowSeen& flow,
                                        const std::function<analysis::Facts()>& facts);

    /// What speaks for a path of a network.
    enum class Standing : std::uint8_t {
        one_of_many,  ///< it gets one while there is room
        outstanding,  ///< no more than a stranger, yet one that must be seen
        proven,       ///< something vouches for it
    };
    /// Makes a path of the address's network, so that its next flows are in it. False: the From
    /// domain has no room for another one of many.
    [[nodiscard]] bool give_path(std::int64_t domain, const model::IpAddress& address,
                                 Standing standing);

    [[nodiscard]] const NetworkPaths& networks();

    /// Has the strangers of a From domain looked at: there are more of them, or some are no
    /// strangers any more.
    void mark_strangers(std::int64_t domain) { marks_.insert(domain); }
    /// Writes such marks; call before the commit.
    void flush();
    /// Whether some were written since the last call.
    [[nodiscard]] bool take_marked() { return std::exchange(marked_, false); }

    /// Reads the operator's labels again, before the next flow.
    void reload_labels();

    /// A number that changes when flows would be grouped otherwise: by the rules, the table of
    /// services, the public suffixes or the labels. Never 0.
    [[nodiscard]] std::int64_t version();

    /// Row numbers given out in a transaction that failed are void.
    void forget();

private:
    struct Sender {
        std::int64_t row = 0;
        analysis::IdentityKind kind{};
    };
    /// What an auth set says to a From domain, whatever the source.
    struct Draft {
        std::uint32_t facts = 0;
        bool named_after = false;
        std::string keys;
        Sender sender;               ///< row 0: depends on the source
        bool by_network = false;     ///< on nothing but its network
        std::int64_t strangers = 0;  ///< class of strangers with it; 0: not asked for yet
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
    struct Place {
        std::int64_t path = 0;
        std::int64_t network = 0;  ///< row of sender, as in flow_class
    };
    static constexpr std::size_t kDraftsMax = 20'000;  // at most 4 MB
    static constexpr std::size_t kPathsMax = 60'000;
    static constexpr std::size_t kClassesMax = 60'000;

    std::int64_t draft_of(const FlowSeen& flow, const std::function<analysis::Facts()>& facts);
    Draft drafted(const FlowSeen& flow, const analysis::Facts& facts);
    [[nodiscard]] analysis::SenderIdentity identity_in(const FlowSeen& flow,
                                                       const analysis::Facts& facts) const;
    Sender sender_row(const analysis::SenderIdentity& identity);
    void vouch(Network network);
    std::int64_t class_by_network(const FlowSeen& flow, std::int64_t number);
    std::int64_t class_of_strangers(const FlowSeen& flow, std::int64_t number);
    std::int64_t class_in(Place place, const FlowSeen& flow, std::int64_t number);
    Place place_of(const FlowSeen& flow, const Draft& draft, Sender sender);
    std::int64_t add_path(std::int64_t domain, Sender sender, bool stranger);
    std::int64_t path_of_unknown(std::int64_t domain);
    bool has_room_for_strangers(std::int64_t domain);
    void load();
    void load_labels();

    Failure* failure_;
    Dictionaries* words_;
    const analysis::PublicSuffixes* suffixes_;
    std::optional<analysis::Labels> labels_;
    std::size_t label_count_ = 0;
    std::int64_t version_ = 0;
    NetworkPaths networks_;
    std::set<std::int64_t> marks_;  // From domains
    bool mark_all_ = false;
    bool marked_ = false;

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
    Command write_mark_;
    Command write_all_marks_;
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
