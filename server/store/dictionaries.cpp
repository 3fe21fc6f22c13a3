#include "store/dictionaries.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

/// Joins the parts of a key so that no two different lists of parts give the same text: absent
/// parts differ from empty ones, and the divider cannot stand in a part.
class Key {
public:
    Key() { text_.reserve(kUsual); }

    Key& part(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find_first_of("\x1f\x1e", at), text.size());
            text_.append(text.substr(at, end - at));
            at = end + 1;
        }
        text_ += '\x1f';
        return *this;
    }
    template <class Text>
    Key& part(const std::optional<Text>& text) {
        if (text) return part(std::string_view(*text));
        text_ += "\x1e\x1f";
        return *this;
    }
    Key& part(std::int64_t number) { return part(std::to_string(number)); }
    Key& part(const std::optional<std::int64_t>& number) {
        if (number) return part(*number);
        text_ += "\x1e\x1f";
        return *this;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    static constexpr std::size_t kUsual = 128;  // octets

    std::string text_;
};

}  // namespace

std::string reversed_name(std::string_view domain) {
    // Label by label, empty ones too: what is no name (".example.com") still has its own reverse.
    std::string reversed;
    for (std::size_t dot = domain.rfind('.'); dot != std::string_view::npos;
         dot = domain.rfind('.')) {
        reversed.append(domain.substr(dot + 1)).append(".");
        domain = domain.substr(0, dot);
    }
    return reversed.append(domain).append(".");
}

std::size_t Dictionaries::FlowKey::hash() const {
    std::uint64_t mixed = static_cast<std::uint64_t>(source) * 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ static_cast<std::uint64_t>(auth_set)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ static_cast<std::uint64_t>(domain)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

std::size_t Dictionaries::SourceKey::hash() const {
    return std::hash<std::string_view>{}(address.packed());
}

Dictionaries::Dictionaries(sqlite3& db, Failure& failure)
    : words_({db, failure, "SELECT id FROM word WHERE text = ?1"},
             {db, failure, "INSERT INTO word(text) VALUES (?1) ON CONFLICT DO NOTHING"}),
      domains_({db, failure, "SELECT id FROM domain WHERE name = ?1"},
               {db, failure,
                "INSERT INTO domain(name, reversed) VALUES (?1, ?2)"
                " ON CONFLICT (name) DO NOTHING"}),
      auth_sets_({db, failure, "SELECT id FROM auth_set WHERE packed = ?1"},
                 {db, failure, "INSERT INTO auth_set(packed) VALUES (?1) ON CONFLICT DO NOTHING"}),
      reporters_({db, failure, "SELECT id FROM reporter WHERE key = ?1"},
                 {db, failure,
                  "INSERT INTO reporter(key, org_name, email, contact, generator, version,"
                  " xml_namespace, generation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                  " ON CONFLICT DO NOTHING"}),
      policies_({db, failure, "SELECT id FROM policy WHERE key = ?1"},
                {db, failure,
                 "INSERT INTO policy(key, domain, p, sp, np, adkim, aspf, pct, fo, testing,"
                 " discovery_method) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                 " ON CONFLICT DO NOTHING"}),
      find_source_(db, failure, "SELECT id FROM source WHERE address = ?1"),
      add_source_(db, failure, "INSERT INTO source(address) VALUES (?1) ON CONFLICT DO NOTHING"),
      find_flow_(db, failure,
                 "SELECT id, class FROM flow WHERE source = ?1 AND domain = ?2 AND auth_set = ?3"),
      add_flow_(db, failure,
                "INSERT INTO flow(source, domain, auth_set, class) VALUES (?1, ?2, ?3, ?4)"
                " ON CONFLICT DO NOTHING"),
      group_flow_(db, failure, "UPDATE flow SET class = ?2 WHERE id = ?1") {}

std::int64_t Dictionaries::word(std::string_view text) {
    return words_.id(text, text);
}

std::int64_t Dictionaries::domain(std::string_view name) {
    return domains_.id(name, name, reversed_name(name));
}

std::int64_t Dictionaries::source(const model::IpAddress& address) {
    if (const auto known = sources_.find({address})) return *known;
    const Blob packed{address.packed()};
    std::optional<std::int64_t> row = add_source_.insert_new(packed);
    if (!row) row = find_source_.integer(packed);
    if (row) sources_.keep({address}, *row);
    return row.value_or(0);
}

std::int64_t Dictionaries::auth_set(std::string_view packed) {
    return auth_sets_.id(packed, Blob{packed});
}

/// A flow that is here stays in its class until it is regrouped; one of an earlier schema has none.
void Dictionaries::find_flow(const FlowKey& key, GroupedFlow& found) {
    const std::int64_t fresh = found.flow_class;
    find_flow_.each([&](const Statement& row) { found = {row.integer(0), row.integer(1)}; },
                    key.source, key.domain, key.auth_set);
    if (found.flow == 0 || found.flow_class != 0 || fresh == 0) return;
    found.flow_class = fresh;
    group_flow_.run(found.flow, fresh);
}

std::int64_t Dictionaries::reporter(const model::AggregateReport& report) {
    const auto generation = static_cast<std::int64_t>(report.generation);
    const Key key = Key()
                        .part(report.org_name)
                        .part(report.email)
                        .part(report.extra_contact_info)
                        .part(report.generator)
                        .part(report.version)
                        .part(report.xml_namespace)
                        .part(generation);
    return reporters_.id(key.text(), std::string_view(key.text()),
                         std::string_view(report.org_name), report.email, report.extra_contact_info,
                         report.generator, report.version, std::string_view(report.xml_namespace),
                         generation);
}

std::int64_t Dictionaries::reporter(std::string_view org_name,
                                    const std::optional<std::string>& email) {
    model::AggregateReport plain;
    plain.org_name = org_name;
    plain.email = email;
    return reporter(plain);
}

std::int64_t Dictionaries::policy(const model::PublishedPolicy& policy) {
    const Key key = Key()
                        .part(policy.domain.str())
                        .part(policy.p)
                        .part(policy.sp)
                        .part(policy.np)
                        .part(policy.adkim)
                        .part(policy.aspf)
                        .part(policy.pct)
                        .part(policy.fo)
                        .part(policy.testing)
                        .part(policy.discovery_method);
    return policies_.id(key.text(), std::string_view(key.text()),
                        std::string_view(policy.domain.str()), policy.p, policy.sp, policy.np,
                        policy.adkim, policy.aspf, policy.pct, policy.fo, policy.testing,
                        policy.discovery_method);
}

void Dictionaries::forget() {
    for (TextTable* table : {&words_, &domains_, &auth_sets_, &reporters_, &policies_})
        table->forget();
    sources_.clear();
    flows_.clear();
}

}  // namespace sendpath::store
