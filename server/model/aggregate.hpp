#pragma once

#include "base/time.hpp"
#include "model/names.hpp"
#include "model/outcomes.hpp"
#include "model/words.hpp"

#include <optional>
#include <vector>

namespace sendpath::model {

/// One signature as the reporter checked it, before alignment. Source: RFC 9990 section 3.1.1.12.
struct DkimAuth {
    Word domain = kNoWord;    ///< d=, lower case
    Word selector = kNoWord;  ///< s=
    DkimResult result = DkimResult::absent;
    Word result_text = kNoWord;  ///< as it came, lower case, where it is not name(result)
    Word human_result = kNoWord;

    friend bool operator==(const DkimAuth&, const DkimAuth&) = default;
};

/// One SPF check as the reporter made it, before alignment.
struct SpfAuth {
    Word domain = kNoWord;
    SpfScope scope = SpfScope::absent;
    SpfResult result = SpfResult::absent;
    Word result_text = kNoWord;  ///< as it came, lower case, where it is not name(result)
    Word human_result = kNoWord;

    friend bool operator==(const SpfAuth&, const SpfAuth&) = default;
};

/// All authentication results of a record, in the order of the report; never multiplied out.
struct AuthSet {
    std::vector<DkimAuth> dkim;
    std::vector<SpfAuth> spf;

    friend bool operator==(const AuthSet&, const AuthSet&) = default;
};

/// Why the receiver did not do what the policy asked.
struct OverrideReason {
    Word type = kNoWord;  ///< lower case; words outside the standards are kept as they are
    Word comment = kNoWord;

    friend bool operator==(const OverrideReason&, const OverrideReason&) = default;
};

/// One row of an aggregate report: messages of one source under one outcome.
struct Record {
    IpAddress source;
    std::uint64_t messages = 0;
    Disposition disposition = Disposition::absent;
    Evaluated dkim = Evaluated::absent;  ///< aligned result, as the reporter evaluated it
    Evaluated spf = Evaluated::absent;
    bool header_from_inferred = false;  ///< taken from the policy domain: the report had none
    Word disposition_text = kNoWord;    ///< as it came, where the class is unknown
    Word dkim_text = kNoWord;
    Word spf_text = kNoWord;
    Word header_from = kNoWord;    ///< lower case, A-labels, no final dot; never absent
    Word envelope_from = kNoWord;  ///< absent is not the same as empty (null reverse-path)
    Word envelope_to = kNoWord;
    std::uint32_t auth_set = 0;      ///< index into AggregateReport::auth_sets
    std::uint32_t first_reason = 0;  ///< index into AggregateReport::reasons
    std::uint32_t reason_count = 0;
};

/// The policy as the reporter found it. Words are lower case and trimmed, an empty or missing one
/// is nullopt; what is outside the standards keeps its text.
struct PublishedPolicy {
    DomainName domain;
    std::optional<std::string> p;
    std::optional<std::string> sp;
    std::optional<std::string> np;
    std::optional<std::string> adkim;  ///< "r", "s"
    std::optional<std::string> aspf;
    std::optional<std::int64_t> pct;
    std::optional<std::string> fo;
    std::optional<std::string> testing;
    std::optional<std::string> discovery_method;
};

enum class Generation : std::uint8_t { rfc7489, rfc9990 };

/// One aggregate report. Source: RFC 7489 section 7.2 and appendix C, RFC 9990.
struct AggregateReport {
    std::optional<std::string> version;
    std::string xml_namespace;
    Generation generation = Generation::rfc7489;
    std::string org_name;           ///< never empty: falls back as `tolerance` B1 to B3 say
    bool org_name_derived = false;  ///< the element was absent or empty
    std::optional<std::string> email;
    std::optional<std::string> extra_contact_info;
    std::string report_id;  ///< as written, trimmed; the content's digest where there was none
    Seconds begin{};
    Seconds end{};                    ///< as written; inclusive or not, as the reporter meant it
    std::vector<std::string> errors;  ///< what the reporter met with our policy record
    std::optional<std::string> generator;
    PublishedPolicy policy;

    Words words;
    std::vector<AuthSet> auth_sets;  ///< each once
    std::vector<OverrideReason> reasons;
    std::vector<Record> records;
};

}  // namespace sendpath::model
