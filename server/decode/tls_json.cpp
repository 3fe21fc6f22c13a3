#include "decode/tls_json.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"
#include "decode/json_tree.hpp"

#include <charconv>
#include <cmath>

namespace sendpath::decode {
namespace {

namespace json = boost::json;
using model::HeldReason;
using Text = std::optional<std::string>;

constexpr std::int64_t kCountMax = std::int64_t{1} << 53;  // what I-JSON can say exactly

/// Walks over the tree and remembers the first thing that cannot be used.
class TlsReader {
public:
    TlsReader(model::Report& report, BoundedMemory& memory, const Limits& limits)
        : report_(report), memory_(memory), limits_(limits) {}

    model::TlsReport read(const json::value& root);

    [[nodiscard]] const std::optional<model::Held>& problem() const { return problem_; }

private:
    void fail(HeldReason reason, const std::string& path, std::string_view what) {
        if (!problem_) problem_ = model::Held{reason, path + ": " + std::string(what), {}};
    }
    void warn(std::string code, std::string detail) {
        report_.warnings.push_back({std::move(code), std::move(detail)});
    }

    Text text(const json::object& object, std::string_view name);
    Text lower(const json::object& object, std::string_view name);
    Text host(const json::object& object, std::string_view name);
    Text address(const json::object& object, std::string_view name);
    std::vector<std::string> texts(const json::object& object, std::string_view name);
    std::optional<std::int64_t> count(const json::object& object, std::string_view name,
                                      const std::string& path);
    Seconds time(const json::object& range, std::string_view name);
    const json::array* array(const json::object& object, std::string_view name,
                             const std::string& path);

    model::TlsPolicy policy(const json::object& entry, const std::string& path);
    model::TlsFailure failure(const json::object& entry, const std::string& path);

    model::Report& report_;
    BoundedMemory& memory_;
    const Limits& limits_;
    std::optional<model::Held> problem_;
};

/// The member of that name when it is an object, else an empty one.
const json::object& object_in(const json::object& object, std::string_view name) {
    static const json::object none;
    const json::value* const member = object.if_contains(name);
    return member != nullptr && member->is_object() ? member->get_object() : none;
}

std::optional<std::int64_t> whole_number(const json::value& value) {
    if (const auto* number = value.if_int64()) return *number;
    if (const auto* real = value.if_double())
        if (std::abs(*real) <= static_cast<double>(kCountMax) && std::trunc(*real) == *real)
            return static_cast<std::int64_t>(*real);
    if (const auto* string = value.if_string()) {
        const std::string_view digits = text::trimmed({string->data(), string->size()});
        std::int64_t number = 0;
        const auto [end, problem] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (problem == std::errc{} && end == digits.data() + digits.size()) return number;
    }
    return std::nullopt;
}

/// Lower case, without the final dot.
std::string host_name(std::string_view written) {
    if (written.size() > 1 && written.ends_with('.')) written.remove_suffix(1);
    return text::lowered(written);
}

/// The text, trimmed; nothing where it is absent, null, empty or no string.
Text TlsReader::text(const json::object& object, std::string_view name) {
    const json::value* const member = object.if_contains(name);
    if (member == nullptr || !member->is_string()) return std::nullopt;
    const json::string& string = member->get_string();
    bool changed = false;
    std::string repaired = repaired_utf8(text::trimmed({string.data(), string.size()}), &changed);
    if (changed) warn("encoding", std::string(name) + ": not UTF-8");
    if (repaired.empty()) return std::nullopt;
    return repaired;
}

Text TlsReader::lower(const json::object& object, std::string_view name) {
    Text found = text(object, name);
    if (found) *found = text::lowered(*found);
    return found;
}

Text TlsReader::host(const json::object& object, std::string_view name) {
    Text found = text(object, name);
    if (found) *found = host_name(*found);
    return found;
}

/// An array of strings, a single string, or an array packed into one string.
std::vector<std::string> TlsReader::texts(const json::object& object, std::string_view name) {
    std::vector<std::string> out;
    const json::value* const member = object.if_contains(name);
    if (member == nullptr) return out;
    const auto take = [&](const json::value& value) {
        if (!value.is_string()) return;
        const json::string& string = value.get_string();
        const std::string_view one = text::trimmed({string.data(), string.size()});
        if (one.starts_with("[\"")) {
            const JsonTree packed = parse_json(one, limits_, memory_);
            if (packed.root && packed.root->is_array()) {
                for (const json::value& inner : packed.root->get_array())
                    if (inner.is_string())
                        out.push_back(repaired_utf8(
                            text::trimmed({inner.get_string().data(), inner.get_string().size()})));
                return;
            }
        }
        if (!one.empty()) out.push_back(repaired_utf8(one));
    };
    if (member->is_array())
        for (const json::value& value : member->get_array()) take(value);
    else
        take(*member);
    return out;
}

std::optional<std::int64_t> TlsReader::count(const json::object& object, std::string_view name,
                                             const std::string& path) {
    const json::value* const member = object.if_contains(name);
    const std::string where = path + '/' + std::string(name);
    if (member == nullptr || member->is_null()) {
        warn("count", where + ": absent");
        return std::nullopt;
    }
    const auto number = whole_number(*member);
    if (!number || *number < 0 || *number > kCountMax) {
        fail(HeldReason::bad_value, where, "no whole number from 0 to 2^53");
        return std::nullopt;
    }
    if (member->is_string()) warn("count", where + ": a string");
    return number;
}

Seconds TlsReader::time(const json::object& range, std::string_view name) {
    const std::string path = "date-range/" + std::string(name);
    const Text written = text(range, name);
    if (!written) {
        fail(HeldReason::missing_field, path, "absent");
        return {};
    }
    const Result<time::Stamp> stamp = time::parse_rfc3339(*written);
    if (!stamp) {
        fail(HeldReason::bad_value, path, "not a time: " + written->substr(0, 60));
        return {};
    }
    if (stamp->zone_missing) warn("date", path + ": no zone, read as UTC");
    return stamp->time;
}

/// The array of that name; null where it is absent or null. Another type is a problem.
const json::array* TlsReader::array(const json::object& object, std::string_view name,
                                    const std::string& path) {
    const json::value* const member = object.if_contains(name);
    if (member == nullptr || member->is_null()) return nullptr;
    if (!member->is_array()) fail(HeldReason::bad_value, path, "not an array");
    return member->if_array();
}

/// An address in its shortest form; what is none stays as it is written.
Text TlsReader::address(const json::object& object, std::string_view name) {
    Text found = lower(object, name);
    if (!found) return found;
    const auto address = model::IpAddress::parse(*found);
    return address ? Text(address->str()) : found;
}

model::TlsFailure TlsReader::failure(const json::object& entry, const std::string& path) {
    model::TlsFailure out;
    out.result_type = lower(entry, "result-type").value_or("");
    out.sending_mta_ip = address(entry, "sending-mta-ip");
    out.receiving_ip = address(entry, "receiving-ip");
    out.receiving_mx_hostname = host(entry, "receiving-mx-hostname");
    out.receiving_mx_helo = text(entry, "receiving-mx-helo");
    out.sessions = count(entry, "failed-session-count", path);
    out.additional_information = text(entry, "additional-information");
    if (!out.additional_information)  // as the text of RFC 8460 calls it
        out.additional_information = text(entry, "additional-info-uri");
    out.reason_code = text(entry, "failure-reason-code");
    return out;
}

model::TlsPolicy TlsReader::policy(const json::object& entry, const std::string& path) {
    model::TlsPolicy out;
    const json::object& policy = object_in(entry, "policy");
    out.type = lower(policy, "policy-type");
    out.strings = texts(policy, "policy-string");
    out.domain = host(policy, "policy-domain");
    out.mx_hosts = texts(policy, "mx-host");
    if (out.mx_hosts.empty()) out.mx_hosts = texts(policy, "mx-host-pattern");
    for (std::string& host : out.mx_hosts) host = host_name(host);
    const json::object& summary = object_in(entry, "summary");
    out.successful = count(summary, "total-successful-session-count", path + "/summary");
    out.failed = count(summary, "total-failure-session-count", path + "/summary");
    const std::string details = path + "/failure-details";
    if (const json::array* const failures = array(entry, "failure-details", details)) {
        for (const json::value& value : *failures) {
            const std::string where = details + '/' + std::to_string(out.failures.size() + 1);
            if (value.is_object())
                out.failures.push_back(failure(value.get_object(), where));
            else
                fail(HeldReason::bad_value, where, "not an object");
        }
    }
    return out;
}

model::TlsReport TlsReader::read(const json::value& root) {
    model::TlsReport out;
    if (!root.is_object()) {
        fail(HeldReason::bad_value, "JSON", "not an object");
        return out;
    }
    const json::object& top = root.get_object();
    const json::array* const policies = array(top, "policies", "policies");
    if (!problem_ && policies == nullptr) fail(HeldReason::missing_field, "policies", "absent");
    out.organization = text(top, "organization-name");
    out.contact = text(top, "contact-info");
    out.report_id = text(top, "report-id").value_or("");
    const json::object& range = object_in(top, "date-range");
    out.begin = time(range, "start-datetime");
    out.end = time(range, "end-datetime");
    for (std::size_t i = 0; policies != nullptr && i < policies->size() && !problem_; ++i) {
        const std::string path = "policies/" + std::to_string(i + 1);
        if (const json::object* const entry = (*policies)[i].if_object())
            out.policies.push_back(policy(*entry, path));
        else
            fail(HeldReason::bad_value, path, "not an object");
    }
    return out;
}

}  // namespace

void read_tls(std::string_view document, const Hints& hints, const Limits& limits,
              model::Decoded& into) {
    std::string_view text = document;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    BoundedMemory memory(limits.tree);
    const JsonTree tree = parse_json(text, limits, memory);
    model::Report report;
    report.part = hints.part;
    report.content = fingerprint_of(document);
    TlsReader reader(report, memory, limits);
    model::TlsReport tls;
    if (tree.root) tls = reader.read(*tree.root);
    if (!tree.root || reader.problem()) {
        into.held.push_back(tree.root ? *reader.problem() : tree.problem);
        into.held.back().part = hints.part;
        return;
    }
    if (!text::trimmed(text.substr(tree.used)).empty())
        report.warnings.push_back({"trailing", "text after the JSON document"});
    if (tls.report_id.empty()) {
        tls.report_id = hex(report.content);
        report.identity_derived = true;
        report.warnings.push_back({"id", "report-id: absent, taken from the content"});
    }
    report.body = std::move(tls);
    into.reports.push_back(std::move(report));
}

}  // namespace sendpath::decode
