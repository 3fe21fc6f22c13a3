#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <vector>

namespace sendpath::imap {

/// The number of a message in one folder, never 0 (RFC 9051 section 2.3.1.1).
using Uid = std::uint32_t;

struct UidRange {
    Uid first = 0;
    Uid last = 0;

    friend bool operator==(const UidRange&, const UidRange&) = default;
};

/// Numbers of messages as ranges: sorted, apart from each other, none twice. "1:4294967295" of a
/// server that lies takes no more room than "1".
class UidSet {
public:
    UidSet() = default;

    /// Ranges in any order, each with its lower end first.
    [[nodiscard]] static UidSet of(std::vector<UidRange> ranges);

    /// Reads "5,9:7,1". "*" is none: a server knows its own numbers.
    /// Errors: bad_syntax (0 among others), too_large (over 32 bits).
    /// Source: RFC 9051 section 9 (sequence-set, uid-set).
    [[nodiscard]] static Result<UidSet> parse(std::string_view text);

    [[nodiscard]] bool contains(Uid uid) const;
    [[nodiscard]] bool empty() const { return ranges_.empty(); }
    [[nodiscard]] std::uint64_t count() const;
    [[nodiscard]] const std::vector<UidRange>& ranges() const { return ranges_; }

    void add(Uid uid);

    /// Those that `other` has not.
    [[nodiscard]] UidSet minus(const UidSet& other) const;
    /// These and those of `other`.
    [[nodiscard]] UidSet with(const UidSet& other) const;
    /// Those not below `first`.
    [[nodiscard]] UidSet from(Uid first) const;
    /// Takes the lowest `most` of them out of here.
    [[nodiscard]] UidSet take_lowest(std::uint64_t most);

    /// "1,5:9"; empty for the empty set.
    [[nodiscard]] std::string str() const;
    /// The same in parts of at most `octets` each, in order; a single range is never cut.
    [[nodiscard]] std::vector<std::string> parts(std::size_t octets) const;

    friend bool operator==(const UidSet&, const UidSet&) = default;

private:
    std::vector<UidRange> ranges_;
};

}  // namespace sendpath::imap
