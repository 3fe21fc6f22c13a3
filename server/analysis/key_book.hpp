#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sendpath::analysis {

/// An own signature as reports name it. Some reporters leave the selector out.
struct KeyName {
    std::string_view domain;
    std::string_view selector;  ///< empty: not told
};

/// What was seen of a key, from one sender.
struct KeySight {
    std::int64_t messages = 0;  ///< signed with it
    std::int64_t passed = 0;    ///< of them: it verified
    std::int64_t with_spf = 0;  ///< of those: with aligned SPF, too
};

/// Which senders each own signature passes from. A forwarder hands on signatures that were made
/// elsewhere: they pass with it, or broke on the way, and are at home with another sender.
///
/// Fill it from all paths of the organisations in question before their verdicts are asked.
class KeyBook {
public:
    /// A sender as the caller numbers them; the same for all From domains of an organisation.
    using Sender = std::int64_t;

    void add(const KeyName& key, Sender sender, const KeySight& sight);

    /// Another sender that has the key's most messages with aligned SPF; nullopt: there is none, or
    /// it is `sender` itself. A key whose selector was not told is the one that others tell of this
    /// sender; nullopt where nobody does.
    [[nodiscard]] std::optional<Sender> home_elsewhere(const KeyName& key, Sender sender) const;

    /// Whether the key passes, and is at home with a sender that is not `sender`: the one with most
    /// messages with aligned SPF, or with most messages where none has any. A key that nobody names
    /// is any of the domain's.
    [[nodiscard]] bool passes_elsewhere(const KeyName& key, Sender sender) const;

private:
    struct Use {
        Sender sender = 0;
        KeySight sight;
    };
    /// A key's senders: forwarders make them many, so that none is searched for.
    struct Uses {
        std::vector<Use> all;  // never empty
        std::unordered_map<Sender, std::size_t> places;
        std::size_t most_with_spf = 0;  // place of the first with most
        std::size_t most_at_home = 0;   // likewise, of passed ones where none has aligned SPF
    };
    using Keys = std::map<std::string, Uses, std::less<>>;  // by selector

    [[nodiscard]] static const Uses* told_of(const Keys& keys, Sender sender);
    [[nodiscard]] static bool is_home_elsewhere(const Uses& uses, Sender sender);

    std::map<std::string, Keys, std::less<>> domains_;
};

}  // namespace sendpath::analysis
