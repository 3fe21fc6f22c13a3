#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sendpath::analysis {

/// Which senders each own signature passes from. A forwarder hands on signatures that were made
/// elsewhere: they pass with it, or broke on the way, and are at home with another sender.
///
/// Fill it from all paths of the organisations in question before their verdicts are asked.
class KeyBook {
public:
    /// A sender as the caller numbers them; the same for all From domains of an organisation.
    using Sender = std::int64_t;

    /// Messages from `sender` that passed with the key `domain`, `selector`.
    /// @param with_spf  those of them that had aligned SPF, too
    void add(std::string_view domain, std::string_view selector, Sender sender,
             std::int64_t messages, std::int64_t with_spf);

    /// Another sender that has the key's most messages with aligned SPF; nullopt: there is none, or
    /// it is `sender` itself.
    [[nodiscard]] std::optional<Sender> home_elsewhere(std::string_view domain,
                                                       std::string_view selector,
                                                       Sender sender) const;

    /// Whether the key passes, and is at home with a sender that is not `sender`: the one with most
    /// messages with aligned SPF, or with most messages where none has any.
    [[nodiscard]] bool passes_elsewhere(std::string_view domain, std::string_view selector,
                                        Sender sender) const;

private:
    struct Use {
        Sender sender = 0;
        std::int64_t messages = 0;
        std::int64_t with_spf = 0;
    };

    [[nodiscard]] const std::vector<Use>* find(std::string_view domain,
                                               std::string_view selector) const;

    std::unordered_map<std::string, std::vector<Use>> uses_;  // by "selector domain"
};

}  // namespace sendpath::analysis
