#include "analysis/tag_record.hpp"

#include "analysis/report_uri.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sendpath::analysis {
namespace {

constexpr std::string_view kNone = "none";
constexpr std::string_view kDmarc = "DMARC1";
constexpr std::string_view kTlsReports = "TLSRPTv1";

std::string_view version_of(TagRecordKind kind) {
    return kind == TagRecordKind::dmarc ? kDmarc : kTlsReports;
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// The strings of a zone file's line put together; other text as it is.
/// Source: RFC 1035 section 5.1.
std::string unquoted(std::string_view text) {
    text = text::trimmed(text);
    if (!text.starts_with('"')) return std::string(text);
    std::string joined;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            joined += text[++i];
        else if (text[i] == '"')
            inside = !inside;
        else if (inside)
            joined += text[i];
    }
    return joined;
}

RecordTag tag_of(std::string_view part) {
    const std::size_t equals = part.find('=');
    if (equals == part.npos) return {text::lowered(part), std::nullopt};
    return {text::lowered(text::trimmed(part.substr(0, equals))),
            std::string(text::trimmed(part.substr(equals + 1)))};
}

/// The words a tag of RFC 9989 takes, empty where they are no such list.
struct KnownTag {
    std::string_view name;
    std::string_view words;  ///< between spaces
    bool historic = false;
};
constexpr std::array kDmarcTags{
    KnownTag{"v", "", false},
    KnownTag{"p", " none quarantine reject ", false},
    KnownTag{"sp", " none quarantine reject ", false},
    KnownTag{"np", " none quarantine reject ", false},
    KnownTag{"adkim", " r s ", false},
    KnownTag{"aspf", " r s ", false},
    KnownTag{"fo", "", false},
    KnownTag{"rua", "", false},
    KnownTag{"ruf", "", false},
    KnownTag{"t", " y n ", false},
    KnownTag{"psd", " y n u ", false},
    KnownTag{"pct", "", true},
    KnownTag{"rf", "", true},
    KnownTag{"ri", "", true},
};
constexpr std::array kTlsTags{KnownTag{"v", "", false}, KnownTag{"rua", "", false}};

const KnownTag* known_tag(TagRecordKind kind, std::string_view name) {
    const auto in = [name](const auto& table) -> const KnownTag* {
        const auto found = std::ranges::find(table, name, &KnownTag::name);
        return found == table.end() ? nullptr : &*found;
    };
    return kind == TagRecordKind::dmarc ? in(kDmarcTags) : in(kTlsTags);
}

bool has_word(const KnownTag& tag, const std::string& value) {
    if (tag.words.empty()) return true;
    const bool is_one_word = value.find(' ') == std::string::npos;
    return is_one_word &&
           tag.words.find(' ' + text::lowered(value) + ' ') != std::string_view::npos;
}

/// Builds a record tag by tag.
class Merging {
public:
    Merging(TagRecordKind kind, const std::vector<std::string>& addresses)
        : kind_(kind), addresses_(addresses) {}

    void take(const RecordTag& tag) {
        if (!tag.value) {
            warn(RecordOddity::bad_value, tag.name, "");
            return remove(tag.name, "");
        }
        if (!seen_.insert(tag.name).second) {
            warn(RecordOddity::repeated_tag, tag.name, *tag.value);
            return remove(tag.name, *tag.value);
        }
        judge(tag.name, *tag.value);
        if (tag.name == "rua") return keep_addresses(*tag.value);
        const bool no_policy = kind_ == TagRecordKind::dmarc && tag.name == "p" &&
                               !has_word(*known_tag(kind_, "p"), *tag.value);
        put(tag.name, *tag.value, no_policy ? std::string(kNone) : *tag.value);
    }

    MergedRecord finish() {
        if (!seen_.contains("rua")) add("rua", joined(addresses_));
        if (addresses_kept_ > kAddressesSure) warn(RecordOddity::many_addresses, "rua", "");
        for (const TagOutcome& each : merged_.tags)
            merged_.value.append(merged_.value.empty() ? "" : "; ")
                .append(each.tag + '=' + *each.after);
        merged_.tags.insert(merged_.tags.end(), removed_.begin(), removed_.end());
        return std::move(merged_);
    }

    /// Puts `p` behind `v` where it is missing: not all readers find it elsewhere.
    /// Source: RFC 7489 section 6.3.
    void add_policy(bool to_a_record) {
        if (to_a_record) warn(RecordOddity::no_policy, "p", "");
        add("p", std::string(kNone));
    }
    void add_version() { add("v", std::string(version_of(kind_))); }

private:
    void judge(const std::string& name, const std::string& value) {
        const KnownTag* const known = known_tag(kind_, name);
        if (known == nullptr) return warn(RecordOddity::unknown_tag, name, value);
        if (known->historic) warn(RecordOddity::historic_tag, name, value);
        if (has_word(*known, value)) return;
        warn(name == "p" ? RecordOddity::unknown_policy : RecordOddity::bad_value, name, value);
    }
    void keep_addresses(const std::string& before) {
        std::vector<std::string> uris = uris_of(before);
        for (const std::string& each : uris)
            if (!is_report_uri(each)) warn(RecordOddity::bad_address, "rua", each);
        const std::size_t had = uris.size();
        for (const std::string& each : addresses_) {
            const auto same = [&](const std::string& uri) {
                const auto address = address_of(uri);
                return uri == each || (address && address == address_of(each));
            };
            if (std::ranges::none_of(uris, same)) uris.push_back(each);
        }
        addresses_kept_ = uris.size();
        put("rua", before, uris.size() == had ? before : joined(uris));
    }
    static std::string joined(const std::vector<std::string>& uris) {
        std::string list;
        for (const std::string& each : uris) list.append(list.empty() ? "" : ",").append(each);
        return list;
    }

    void put(const std::string& name, const std::string& before, const std::string& after) {
        merged_.tags.push_back(
            {name, before, after, before == after ? TagChange::kept : TagChange::changed});
    }
    void add(const std::string& name, const std::string& value) {
        seen_.insert(name);
        merged_.tags.push_back({name, std::nullopt, value, TagChange::added});
    }
    void remove(const std::string& name, const std::string& value) {
        removed_.push_back({name, value, std::nullopt, TagChange::removed});
    }
    void warn(RecordOddity oddity, const std::string& tag, const std::string& value) {
        merged_.warnings.push_back({oddity, tag, value});
    }

    TagRecordKind kind_;
    const std::vector<std::string>& addresses_;
    MergedRecord merged_;
    std::vector<TagOutcome> removed_;
    std::set<std::string, std::less<>> seen_;
    std::size_t addresses_kept_ = 0;
};

}  // namespace

Result<std::vector<RecordTag>> parse_tag_record(TagRecordKind kind, std::string_view text) {
    const std::string whole = unquoted(text);
    if (!is_printable(whole))
        return Error{Errc::bad_syntax, "a record has printable ASCII characters alone"};
    std::vector<RecordTag> tags;
    std::string_view rest = whole;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        if (const auto trimmed = text::trimmed(part); !trimmed.empty())
            tags.push_back(tag_of(trimmed));
    }
    const std::string_view version = version_of(kind);
    if (tags.empty() || tags.front().name != "v" || tags.front().value != version ||
        text::is_space(whole.front()))
        return Error{Errc::missing_field, "does not begin with v=" + std::string(version)};
    return tags;
}

bool MergedRecord::fits() const {
    return std::ranges::all_of(
        tags, [](const TagOutcome& each) { return each.change == TagChange::kept; });
}

MergedRecord with_addresses(TagRecordKind kind, const std::vector<RecordTag>& existing,
                            const std::vector<std::string>& addresses) {
    const bool there = !existing.empty();
    const bool lacks_policy =
        kind == TagRecordKind::dmarc && std::ranges::none_of(existing, [](const RecordTag& each) {
            return each.name == "p" && each.value;
        });
    Merging merging(kind, addresses);
    if (there)
        merging.take(existing.front());
    else
        merging.add_version();
    if (lacks_policy) merging.add_policy(there);
    for (std::size_t i = 1; i < existing.size(); ++i) merging.take(existing[i]);
    return merging.finish();
}

std::string_view name(TagChange change) {
    switch (change) {
        case TagChange::kept: return "kept";
        case TagChange::added: return "added";
        case TagChange::changed: return "changed";
        case TagChange::removed: return "removed";
    }
    return {};
}

std::string_view name(RecordOddity oddity) {
    switch (oddity) {
        case RecordOddity::no_policy: return "no_policy";
        case RecordOddity::unknown_policy: return "unknown_policy";
        case RecordOddity::repeated_tag: return "repeated_tag";
        case RecordOddity::bad_value: return "bad_value";
        case RecordOddity::unknown_tag: return "unknown_tag";
        case RecordOddity::historic_tag: return "historic_tag";
        case RecordOddity::bad_address: return "bad_address";
        case RecordOddity::many_addresses: return "many_addresses";
        case RecordOddity::name_too_long: return "name_too_long";
    }
    return {};
}

}  // namespace sendpath::analysis
