#pragma once

#include "analysis/public_suffixes.hpp"
#include "http/site.hpp"
#include "store/reader.hpp"
#include "store/writer.hpp"

#include <boost/json/value.hpp>

#include <filesystem>

namespace sendpath::test {

/// A record of a sample report.
struct SampleRecord {
    std::string source;
    std::uint64_t messages = 1;
    std::string header_from = "example.com";
    std::string dkim_domain;  ///< empty: no signature
    model::DkimResult dkim_result = model::DkimResult::pass;
    std::string spf_domain;  ///< empty: no check
    model::SpfResult spf_result = model::SpfResult::pass;
    model::Evaluated dkim = model::Evaluated::fail;
    model::Evaluated spf = model::Evaluated::fail;
    model::Disposition disposition = model::Disposition::none;
    std::string reason;  ///< type of an override reason
};

struct SampleReport {
    std::string id;
    std::string org = "Receiver One";
    std::string domain = "example.com";
    std::int64_t day = 20'454;  ///< 2026-01-01
    std::vector<SampleRecord> records;
};

[[nodiscard]] model::Report made(const SampleReport& sample);

/// A store of its own in a temporary folder, with a site in front of it.
class SampleStore {
public:
    SampleStore();
    ~SampleStore();
    SampleStore(const SampleStore&) = delete;
    SampleStore& operator=(const SampleStore&) = delete;

    /// Takes in one mail with these reports and these held parts; its raw octets are `raw`.
    void add(const std::vector<model::Report>& reports, const std::vector<model::Held>& held = {},
             std::string_view raw = "the mail", std::string_view name = "mail.eml");
    void add(const SampleReport& sample) { add({made(sample)}, {}, sample.id); }

    [[nodiscard]] store::Writer& writer() { return *writer_; }
    [[nodiscard]] const http::Services& services() const { return services_; }
    [[nodiscard]] http::Services& services() { return services_; }

    /// What a site at `base_path` answers.
    [[nodiscard]] http::Answer ask(http::Request request, std::string target,
                                   std::string base_path = "/") const;
    [[nodiscard]] http::Answer get(std::string target) const { return ask({}, std::move(target)); }
    /// The answer's body, which must be 200 and JSON.
    [[nodiscard]] boost::json::value json(std::string target) const;

private:
    std::filesystem::path folder_;
    std::unique_ptr<store::Writer> writer_;
    std::optional<store::Reader> reader_;
    analysis::PublicSuffixes suffixes_;
    http::Services services_;
    int mails_ = 0;
};

/// The time every sample mail was received: 2026-01-02T00:00:00Z.
[[nodiscard]] Seconds sample_now();

}  // namespace sendpath::test
