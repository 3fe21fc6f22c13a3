#include "decode/arf.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"
#include "decode/failure_parts.hpp"
#include "decode/header.hpp"

#include <algorithm>
#include <charconv>

namespace sendpath::decode {
namespace {

using Texts = model::FailureReport::Texts;
using Text = std::optional<std::string>;
using Fields = std::vector<std::pair<std::string, Texts>>;

constexpr std::size_t kNamesMax = 200;  // different fields of one machine part

/// Blank lines may stand before the first field; none of the reporters means a body by them.
std::string_view without_blank_lines(std::string_view text) {
    while (!text.empty() && text::is_space(text.front())) text.remove_prefix(1);
    return text;
}

Fields fields_of(std::string_view machine, const Limits& limits,
                 std::vector<model::Warning>& warnings) {
    Fields fields;
    HeaderReader reader(without_blank_lines(machine), limits);
    Field field;
    bool changed = false;
    while (reader.next(field)) {
        const std::string name = text::lowered(field.name);
        auto known = std::ranges::find(fields, name, &Fields::value_type::first);
        if (known == fields.end()) {
            if (fields.size() == kNamesMax) continue;
            known = fields.insert(known, {name, {}});
        }
        known->second.push_back(repaired_utf8(unfolded(field.value), &changed));
    }
    if (changed) warnings.push_back({"encoding", "feedback part: not UTF-8"});
    return fields;
}

/// Answers questions about the fields; empty values count as absent.
class Machine {
public:
    explicit Machine(const Fields& fields) : fields_(fields) {}

    [[nodiscard]] Texts all(std::string_view name) const {
        Texts out;
        const auto found = std::ranges::find(fields_, name, &Fields::value_type::first);
        if (found == fields_.end()) return out;
        std::ranges::copy_if(found->second, std::back_inserter(out),
                             [](const std::string& value) { return !value.empty(); });
        return out;
    }

    [[nodiscard]] Text first(std::string_view name) const {
        const Texts values = all(name);
        return values.empty() ? Text() : values.front();
    }

    [[nodiscard]] Text lower(std::string_view name) const {
        Text value = first(name);
        if (value) *value = text::lowered(*value);
        return value;
    }

    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name,
                                                     std::int64_t max) const {
        const Text value = first(name);
        std::int64_t number = -1;
        if (!value) return std::nullopt;
        std::from_chars(value->data(), value->data() + value->size(), number);
        return number >= 0 && number <= max ? std::optional(number) : std::nullopt;
    }

    /// The words of a comma list, lower case, comments left out.
    [[nodiscard]] Texts words(std::string_view name) const {
        Texts out;
        for (const std::string& value : all(name)) {
            std::string word;
            std::size_t comment = 0;
            for (const char c : value + ",") {
                if (c == '(')
                    ++comment;
                else if (c == ')' && comment > 0)
                    --comment;
                else if (comment > 0 || (text::is_space(c) && word.empty()))
                    continue;
                else if (c != ',' && !text::is_space(c))
                    word += text::lower(c);
                else if (!word.empty())
                    out.push_back(std::exchange(word, {}));
            }
        }
        return out;
    }

private:
    const Fields& fields_;
};

void take_fields(const Machine& machine, model::FailureReport& failure) {
    failure.feedback_type = machine.lower("feedback-type");
    failure.user_agent = machine.first("user-agent");
    failure.version = machine.first("version");
    failure.auth_failure = machine.words("auth-failure");
    failure.authentication_results = machine.all("authentication-results");
    failure.identity_alignment = machine.words("identity-alignment");
    std::erase(failure.identity_alignment, "none");
    failure.delivery_result = machine.lower("delivery-result");
    failure.reported_domain = machine.all("reported-domain");
    for (std::string& domain : failure.reported_domain) domain = text::lowered(domain);
    if (const Text source = machine.first("source-ip")) failure.source_ip = source_address(*source);
    failure.source_port = machine.number("source-port", 65'535);
    failure.arrival_date = machine.first("arrival-date");
    if (!failure.arrival_date) failure.arrival_date = machine.first("received-date");
    failure.incidents = machine.number("incidents", 0xffff'ffff);
    failure.original_mail_from = machine.first("original-mail-from");
    failure.original_rcpt_to = machine.all("original-rcpt-to");
    failure.original_envelope_id = machine.first("original-envelope-id");
    failure.reporting_mta = machine.first("reporting-mta");
    failure.dkim_domain = machine.lower("dkim-domain");
    failure.dkim_identity = machine.first("dkim-identity");
    failure.dkim_selector = machine.first("dkim-selector");
    failure.spf_dns = machine.first("spf-dns");
}

}  // namespace

bool looks_like_feedback(std::string_view text, const Limits& limits) {
    HeaderReader reader(without_blank_lines(text), limits);
    Field field;
    bool type = false;
    bool source = false;
    while (reader.next(field)) {
        type = type || text::iequals(field.name, "feedback-type");
        source = source || text::iequals(field.name, "source-ip");
    }
    return type && source;
}

std::optional<model::Report> read_failure(std::string_view machine,
                                          const std::optional<OriginalPart>& original,
                                          const Hints& hints, const Limits& limits) {
    model::Report report;
    model::FailureReport failure;
    failure.fields = fields_of(machine, limits, report.warnings);
    if (failure.fields.empty()) return std::nullopt;
    take_fields(Machine(failure.fields), failure);
    if (!failure.feedback_type) {
        failure.feedback_type = "auth-failure";
        report.warnings.push_back({"feedback-type", "absent, read as auth-failure"});
    }
    if (failure.feedback_type == "auth-failure" && failure.auth_failure.empty())
        report.warnings.push_back({"auth-failure", "absent"});
    if (!failure.source_ip) report.warnings.push_back({"source-ip", "absent or no address"});
    if (original && !text::trimmed(original->octets).empty())
        failure.original = original_mail(*original, limits, report.warnings);
    derive(failure, hints, report.warnings);
    report.part = hints.part;
    report.content = digest_of(std::string(machine).append(original ? original->octets : ""));
    report.body = std::move(failure);
    return report;
}

}  // namespace sendpath::decode
