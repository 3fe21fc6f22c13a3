#include "http/sample_store.hpp"

#include "store/compress.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/parse.hpp>

#include <unistd.h>

namespace sendpath::test {
namespace {

constexpr std::int64_t kDay = 86'400;

std::uint32_t auth_set(model::AggregateReport& report, const SampleRecord& sample) {
    model::AuthSet set;
    if (!sample.dkim_domain.empty()) {
        model::DkimAuth& auth = set.dkim.emplace_back();
        auth.domain = report.words.intern(sample.dkim_domain);
        auth.selector = report.words.intern("s1");
        auth.result = sample.dkim_result;
    }
    if (!sample.spf_domain.empty()) {
        model::SpfAuth& auth = set.spf.emplace_back();
        auth.domain = report.words.intern(sample.spf_domain);
        auth.scope = model::SpfScope::mfrom;
        auth.result = sample.spf_result;
    }
    for (std::size_t i = 0; i < report.auth_sets.size(); ++i)
        if (report.auth_sets[i] == set) return static_cast<std::uint32_t>(i);
    report.auth_sets.push_back(set);
    return static_cast<std::uint32_t>(report.auth_sets.size() - 1);
}

void add_record(model::AggregateReport& report, const SampleRecord& sample) {
    model::Record record;
    record.source = *model::IpAddress::parse(sample.source);
    record.messages = sample.messages;
    record.disposition = sample.disposition;
    record.dkim = sample.dkim;
    record.spf = sample.spf;
    record.header_from = report.words.intern(sample.header_from);
    record.auth_set = auth_set(report, sample);
    if (!sample.reason.empty()) {
        record.first_reason = static_cast<std::uint32_t>(report.reasons.size());
        record.reason_count = 1;
        report.reasons.push_back({report.words.intern(sample.reason), model::kNoWord});
    }
    report.records.push_back(record);
}

}  // namespace

Seconds sample_now() {
    return seconds(20'455 * kDay);
}

model::Report made(const SampleReport& sample) {
    model::AggregateReport report;
    report.org_name = sample.org;
    report.email = "dmarc@receiver.example";
    report.report_id = sample.id;
    report.begin = seconds(sample.day * kDay);
    report.end = seconds((sample.day + 1) * kDay - 1);
    report.policy.domain = *model::DomainName::parse(sample.domain);
    report.policy.p = "quarantine";
    for (const SampleRecord& each : sample.records) add_record(report, each);
    model::Report whole;
    whole.body = std::move(report);
    whole.content = digest_of(sample.id + sample.org);
    return whole;
}

SampleStore::SampleStore() : suffixes_(analysis::PublicSuffixes::builtin()) {
    std::string pattern = testing::TempDir() + "sendpath-http-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    const std::filesystem::path file = folder_ / "sendpath.db";
    Result<std::unique_ptr<store::Writer>> writer = store::Writer::open(file, {}, {});
    writer_ = std::move(writer.value());
    Result<store::Reader> reader = store::Reader::open(file, 1);
    reader_.emplace(std::move(reader.value()));
    services_ = {.reader = &*reader_,
                 .suffixes = &suffixes_,
                 .decoding = {},
                 .intake = nullptr,
                 .digester = nullptr,
                 .now = sample_now};
}

SampleStore::~SampleStore() {
    reader_.reset();
    writer_.reset();
    std::filesystem::remove_all(folder_);
}

void SampleStore::add(const std::vector<model::Report>& reports,
                      const std::vector<model::Held>& held, std::string_view raw,
                      std::string_view name) {
    store::NewIntake mail;
    mail.received = sample_now();
    mail.via = store::Via::upload;
    mail.name = name;
    mail.size = static_cast<std::int64_t>(raw.size());
    mail.digest = digest_of(std::string(raw) + std::to_string(++mails_));
    mail.packed = store::compressed(raw);
    const auto state = held.empty() ? store::IntakeState::done : store::IntakeState::held;
    const Result<void> written = writer_->write([&](store::Ledger& ledger) {
        const auto taken = ledger.intake().take(mail, state);
        for (const model::Report& each : reports)
            ledger.reports().add(each, {taken.id, mail.received, 0}, ledger.ours());
        for (const model::Held& each : held)
            ledger.intake().hold(taken.id, each, "someone@receiver.example", "A report");
    });
    ASSERT_TRUE(written) << written.error().detail;
}

http::Answer SampleStore::ask(http::Request request, std::string target,
                              std::string base_path) const {
    boost::asio::io_context io;
    http::Site site(services_, std::move(base_path), "run");
    auto answer = boost::asio::co_spawn(io, site.respond(std::move(request), std::move(target)),
                                        boost::asio::use_future);
    io.run();
    return answer.get();
}

boost::json::value SampleStore::json(std::string target) const {
    const http::Answer answer = get(target);
    EXPECT_EQ(answer.status, 200U) << target << ": " << answer.body;
    EXPECT_EQ(answer.type, "application/json");
    return boost::json::parse(answer.body);
}

}  // namespace sendpath::test
