#pragma once

#include "analysis/path_names.hpp"
#include "analysis/sender_table.hpp"
#include "analysis/verdict.hpp"

namespace sendpath::analysis {

/// A record to publish.
struct DnsRecord {
    std::string name;
    std::string type;
    std::string value;
    /// Belongs into a record that is mostly there already; `value` alone is a whole one.
    bool part = false;
    /// Words in braces stand for what the service shows to its customer.
    bool to_be_filled = false;

    friend bool operator==(const DnsRecord&, const DnsRecord&) = default;
};

/// What there is to do. The page has a sentence for each, in each language.
enum class StepCode : std::uint8_t {
    nothing_to_do,
    say_if_used,   ///< a question: yes, no
    say_if_yours,  ///< a question: yes, no
    set_up_own_dkim,
    set_up_own_return_path,
    no_own_names_there,  ///< the service can do neither
    sign_as_from_domain,
    relax_dkim,
    return_path_as_from_domain,
    relax_spf,
    publish_key,
    compare_key,
    look_for_changes_after_signing,
    check_name_servers,
    one_spf_record,
    at_most_ten_lookups,
    add_server_to_spf,
    sign_on_server,
    find_what_differs,
    compare_reporters,
    wait_for_more,
    let_policy_refuse,
};

struct Step {
    StepCode code{};
    std::vector<DnsRecord> records;

    friend bool operator==(const Step&, const Step&) = default;
};

/// Why a path is what it is, in names, and what to do about it.
struct Remedy {
    Reason reason{};
    /// Names and counts for the sentences of this reason and its steps, by the names of PathNames'
    /// members and `service`, `how`; those without a value are left out.
    std::vector<std::pair<std::string_view, std::string>> parameters;
    std::vector<Step> steps;  ///< one to four
};

/// @param service  of the path's sender, where it is in the table, otherwise nullptr
/// @param shown    a verdict set by the operator is told by what the machine found
[[nodiscard]] Remedy remedy_for(const PathVerdict& verdict, const PathNames& names,
                                const Service* service);

/// The cause in one English sentence: "SPF passes as em123.sendgrid.net, From is example.co.jp: not
/// aligned." The page says it in its own words, from `reason` and `parameters`.
[[nodiscard]] std::string english(const Remedy& remedy);
/// A step in one or two sentences, without its records.
[[nodiscard]] std::string english(const Step& step, const Remedy& remedy);

/// The code of the API.
[[nodiscard]] std::string_view name(StepCode code);

}  // namespace sendpath::analysis
