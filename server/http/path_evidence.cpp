#include "http/path_evidence.hpp"

#include "analysis/report_derivation.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using analysis::Leg;
using store::Counts;

/// Compares the names of one path with its From domain.
class Comparison {
public:
    Comparison(const std::string& header_from, const model::PublishedPolicy& policy,
               const analysis::PublicSuffixes& suffixes)
        : organizations_(suffixes), aligner_(identity(header_from, policy), organizations_) {}

    /// `auth` with what its name is to the From domain.
    void tell(json::object& auth, Leg aligned) {
        json::value organization;
        if (const json::value& domain = auth.at("domain"); domain.is_string())
            organization = organizations_.of(domain.as_string());
        auth["organization"] = std::move(organization);
        auth["aligned"] = aligned == Leg::pass;
    }
    [[nodiscard]] Leg dkim(std::string_view name) const { return aligner_.dkim(name); }
    [[nodiscard]] Leg spf(std::string_view name) const { return aligner_.spf(name); }

private:
    static analysis::Identity identity(const std::string& header_from,
                                       const model::PublishedPolicy& policy) {
        analysis::Identity identity = analysis::identity_of(policy);
        identity.header_from = header_from;
        return identity;
    }

    analysis::Organizations organizations_;
    analysis::Aligner aligner_;
};

/// Distinct objects with their sums, in the order in which they came: most failing first.
class Distinct {
public:
    void add(const json::object& auth, const Counts& counts) {
        const auto known = std::ranges::find(rows_, auth, &Row::auth);
        Row& row = known != rows_.end() ? *known : rows_.emplace_back(Row{auth, 0, 0});
        row.messages += counts.messages;
        row.fail += counts.fail;
    }
    [[nodiscard]] json::array json() const {
        json::array array;
        for (const Row& row : rows_) {
            json::object object = row.auth;
            object["messages"] = row.messages;
            object["fail"] = row.fail;
            array.push_back(std::move(object));
        }
        return array;
    }

private:
    struct Row {
        json::object auth;
        std::int64_t messages = 0;
        std::int64_t fail = 0;
    };
    std::vector<Row> rows_;
};

std::string_view domain_of(const json::object& auth) {
    const json::value& domain = auth.at("domain");
    return domain.is_string() ? std::string_view(domain.as_string()) : std::string_view();
}

}  // namespace

json::object evidence_json(const store::PathDetail& detail,
                           const std::optional<store::SeenPolicy>& policy,
                           const analysis::PublicSuffixes& suffixes) {
    const model::PublishedPolicy published = policy ? policy->policy : model::PublishedPolicy{};
    Comparison comparison(detail.row.domain, published, suffixes);
    Distinct spf;
    Distinct dkim;
    json::array classes;
    for (const store::PathClassRow& row : detail.classes) {
        json::array checks = spf_json(row.auth, row.words);
        for (json::value& each : checks) {
            const bool helo = each.at("scope") == "helo";  // never counts
            const Leg leg = helo ? Leg::fail : comparison.spf(domain_of(each.as_object()));
            comparison.tell(each.as_object(), leg);
            spf.add(each.as_object(), row.counts);
        }
        json::array signatures = dkim_json(row.auth, row.words);
        for (json::value& each : signatures) {
            comparison.tell(each.as_object(), comparison.dkim(domain_of(each.as_object())));
            dkim.add(each.as_object(), row.counts);
        }
        json::object object;
        put_counts(object, row.counts);
        object["auth_spf"] = std::move(checks);
        object["auth_dkim"] = std::move(signatures);
        classes.push_back(std::move(object));
    }
    json::object object;
    object["header_from"] = detail.row.domain;
    object["organization"] = detail.row.organization;
    const analysis::Identity modes = analysis::identity_of(published);
    object["adkim"] = modes.strict_dkim ? "strict" : "relaxed";
    object["aspf"] = modes.strict_spf ? "strict" : "relaxed";
    object["auth_spf"] = spf.json();
    object["auth_dkim"] = dkim.json();
    object["classes"] = std::move(classes);
    return object;
}

}  // namespace sendpath::http
