#pragma once

#include "analysis/public_suffixes.hpp"
#include "http/site.hpp"
#include "store/reader.hpp"
#include "support/made_reports.hpp"
#include "support/test_store.hpp"

#include <boost/json/value.hpp>

namespace sendpath::test {

/// A store of its own with a site in front of it.
class SampleStore {
public:
    SampleStore();

    /// Takes in one mail with these reports and these held parts; its raw octets are `raw`.
    void add(const std::vector<model::Report>& reports, const std::vector<model::Held>& held = {},
             std::string_view raw = "the mail", std::string_view name = "mail.eml");
    void add(const MadeReport& report) { add({aggregate(report)}, {}, report.id); }

    [[nodiscard]] store::Writer& writer() { return store_.writer(); }
    [[nodiscard]] std::filesystem::path path() const { return store_.path(); }
    [[nodiscard]] const http::Services& services() const { return services_; }
    [[nodiscard]] http::Services& services() { return services_; }

    /// What a site at `base_path` answers.
    [[nodiscard]] http::Answer ask(http::Request request, std::string target,
                                   std::string base_path = "/") const;
    [[nodiscard]] http::Answer get(std::string target) const { return ask({}, std::move(target)); }
    /// The answer's body, which must be 200 and JSON.
    [[nodiscard]] boost::json::value json(std::string target) const;

private:
    TestStore store_;
    store::Reader reader_;
    analysis::PublicSuffixes suffixes_;
    http::Services services_;
    int mails_ = 0;
};

/// The time every sample mail was received: 2026-01-02T00:00:00Z.
[[nodiscard]] Seconds sample_now();

}  // namespace sendpath::test
