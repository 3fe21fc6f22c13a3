#pragma once

#include "analysis/public_suffixes.hpp"
#include "model/outcomes.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace sendpath::analysis {

/// How the receiver finds the Organizational Domain, as its report says.
enum class Discovery : std::uint8_t { absent, psl, treewalk };

/// The names a record is about and how strictly they are compared. Names are in lower case,
/// A-labels, without a final dot.
struct Identity {
    std::string_view header_from;
    std::string_view policy_domain;
    bool strict_dkim = false;
    bool strict_spf = false;
    Discovery discovery = Discovery::absent;
};

/// One signature as it was checked.
struct DkimFact {
    std::string_view domain;
    std::string_view selector;
    model::DkimResult result{};
};

/// One SPF check as it was made.
struct SpfFact {
    std::string_view domain;
    model::SpfScope scope{};
    model::SpfResult result{};
};

/// Whether one mechanism gave an aligned pass. `undecidable`: the tree walk of RFC 9989 would have
/// to be repeated in the DNS of that day to tell.
enum class Leg : std::uint8_t { fail, pass, undecidable };

/// Organizational Domains that were looked up before. The same few names come again and again
/// within a report; their texts must outlive this.
class Organizations {
public:
    explicit Organizations(const PublicSuffixes& suffixes) : suffixes_(suffixes) {}

    [[nodiscard]] std::string_view of(std::string_view name);

private:
    struct Entry {
        std::string_view name;
        std::string_view organization;
    };

    const PublicSuffixes& suffixes_;
    std::vector<Entry> known_;  // at most kKnownMax: looked through from the front
};

/// Compares names with one From domain. Refers to what `identity` refers to and to `organizations`.
class Aligner {
public:
    Aligner(const Identity& identity, Organizations& organizations);

    /// Whether a signature's d= is aligned. Never for an empty name. Source: RFC 7489
    /// section 3.1.1, RFC 9989 section 4.10.
    [[nodiscard]] Leg dkim(std::string_view name) const {
        return compare(name, identity_.strict_dkim);
    }
    /// Whether a MAIL FROM domain is aligned. Source: RFC 7489 section 3.1.2.
    [[nodiscard]] Leg spf(std::string_view name) const {
        return compare(name, identity_.strict_spf);
    }

private:
    [[nodiscard]] Leg compare(std::string_view name, bool strict) const;

    Identity identity_;
    Organizations& organizations_;
    std::string_view organization_;  // of the From domain
    bool one_name_;
};

/// Any one aligned signature that passes is enough.
[[nodiscard]] Leg dkim_leg(std::span<const DkimFact> facts, const Aligner& aligner);

/// The HELO name never counts. Source: RFC 7489 section 4.1.
[[nodiscard]] Leg spf_leg(std::span<const SpfFact> facts, const Aligner& aligner);

/// What the derived leg says about the reporter's evaluated result. `not_checkable`: the reporter
/// gave no authentication results, or no evaluated result. `helo`: the reporter's SPF pass is
/// explained by an aligned HELO name alone.
enum class Agreement : std::uint8_t { agree, disagree, undecidable, not_checkable, helo };

[[nodiscard]] Agreement agreement(Leg derived, model::Evaluated evaluated);

/// True when an SPF pass of a HELO name is aligned: some reporters count it.
[[nodiscard]] bool helo_aligned(std::span<const SpfFact> facts, const Aligner& aligner);

/// The words of the API: "pass", "not_checkable".
[[nodiscard]] std::string_view name(Leg leg);
[[nodiscard]] std::string_view name(Agreement agreement);

}  // namespace sendpath::analysis
