#include "http/setup_dns_route.hpp"

#include "http/json_parts.hpp"
#include "http/published.hpp"
#include "http/request.hpp"
#include "http/setup_json.hpp"
#include "store/path_queries.hpp"
#include "store/reader.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using analysis::RecordPurpose;
using analysis::RecordTag;
using analysis::ReportAddress;
using analysis::TagRecordKind;

// Of records without tags; named, since they are given to what is awaited.
const std::vector<ReportAddress> kNoAddresses;
const std::vector<RecordTag> kNoTags;

/// What a request asks for.
struct Wanted {
    std::vector<model::DomainName> domains;
    std::optional<ReportAddress> report;
    std::vector<RecordTag> existing;      ///< empty: none was given
    std::vector<RecordTag> existing_tls;  ///< likewise
    bool check = false;
};

std::vector<RecordTag> read_record(QueryReader& query, std::string_view parameter,
                                   TagRecordKind kind) {
    const auto text = query.text(parameter);
    if (!text) return {};
    auto tags = analysis::parse_tag_record(kind, *text);
    if (tags) return *std::move(tags);
    query.fail(parameter, tags.error().detail);
    return {};
}

Wanted read_wanted(QueryReader& query, bool can_check) {
    Wanted wanted;
    wanted.domains = query.domains();
    if (const auto text = query.text("report")) {
        const auto address = ReportAddress::parse(*text);
        if (address) wanted.report = *address;
        if (!address) query.fail("report", address.error().detail);
    }
    wanted.existing = read_record(query, "existing", TagRecordKind::dmarc);
    wanted.existing_tls = read_record(query, "existing_tls", TagRecordKind::tls_reports);
    wanted.check = query.flag("check");
    const bool one = wanted.domains.size() == 1;
    constexpr std::string_view why = "goes with exactly one domain";
    if (!one && !wanted.existing.empty()) query.fail("existing", std::string(why));
    if (!one && !wanted.existing_tls.empty()) query.fail("existing_tls", std::string(why));
    if (!one && wanted.check) query.fail("check", std::string(why));
    if (wanted.check && !can_check) query.fail("check", "name look-ups are off (dns.enabled)");
    return wanted;
}

/// Makes the records of one answer.
class Setup {
public:
    Setup(const Services& services, Wanted wanted, SetupState state)
        : services_(services), wanted_(std::move(wanted)), state_(std::move(state)) {
        if (wanted_.report) state_.addresses = {{*wanted_.report, "request", {}}};
        for (const SetupState::Address& each : state_.addresses) {
            if (each.takes.rua) rua_.push_back(each.address);
            if (each.takes.tls) tls_.push_back(each.address);
        }
    }

    asio::awaitable<json::object> data() {
        json::object data;
        data["report_addresses"] = array_of(state_.addresses, setup_address_json);
        data["can_check"] = services_.questions != nullptr;
        data["checked"] = wanted_.check;
        json::array domains;
        for (const model::DomainName& each : wanted_.domains) {
            json::array records = co_await domain_records(each);
            domains.push_back(
                json::object{{"domain", each.str()}, {"records", std::move(records)}});
        }
        data["domains"] = std::move(domains);
        data["sink"] = co_await sink_records();
        co_return data;
    }

private:
    asio::awaitable<json::array> domain_records(model::DomainName domain) {
        json::array records;
        if (!rua_.empty()) {
            ShownRecord policy{.record = policy_of(domain, wanted_.existing)};
            co_await check(policy, rua_, wanted_.existing);
            if (policy.merged_with == MergedWith::published)
                policy.record = policy_of(domain, found_);
            records.push_back(setup_record_json(policy));
        }
        for (const model::DomainName& receiver : receivers()) {
            auto record = analysis::authorization_record(domain, receiver, *services_.suffixes);
            if (!record) continue;
            ShownRecord authorization{.record = *std::move(record)};
            co_await check(authorization, kNoAddresses, kNoTags);
            records.push_back(setup_record_json(authorization));
        }
        if (!tls_.empty()) {
            ShownRecord tls{.record = tls_of(domain, wanted_.existing_tls)};
            co_await check(tls, tls_, wanted_.existing_tls);
            if (tls.merged_with == MergedWith::published) tls.record = tls_of(domain, found_);
            records.push_back(setup_record_json(tls));
        }
        co_return records;
    }

    /// Only domains that the sink takes mail for have it as their mail exchanger.
    asio::awaitable<json::array> sink_records() {
        json::array records;
        if (state_.sink_host.empty()) co_return records;
        std::vector<analysis::SetupRecord> sink;
        std::vector<model::DomainName> told;
        for (const SetupState::Address& each : state_.addresses) {
            const model::DomainName& domain = each.address.domain;
            if (each.origin != kOfSink || std::ranges::find(told, domain) != told.end()) continue;
            told.push_back(domain);
            sink.push_back(
                analysis::mail_exchanger_record(domain, state_.sink_host, *services_.suffixes));
        }
        if (told.empty()) co_return records;
        std::vector<std::optional<model::IpAddress>> addresses(state_.sink_addresses.begin(),
                                                               state_.sink_addresses.end());
        if (addresses.empty()) addresses.emplace_back();
        for (const auto& each : addresses)
            sink.push_back(analysis::address_record(state_.sink_host, each, *services_.suffixes));
        for (analysis::SetupRecord& each : sink) {
            ShownRecord record{.record = std::move(each)};
            co_await check(record, kNoAddresses, kNoTags);
            records.push_back(setup_record_json(record));
        }
        co_return records;
    }

    /// Asks, when it was asked to, what is there; found_ has its tags then.
    asio::awaitable<void> check(ShownRecord& record, std::vector<ReportAddress> addresses,
                                std::vector<RecordTag> given) {
        found_.clear();
        record.merged_with = given.empty() ? MergedWith::nothing : MergedWith::given;
        if (!wanted_.check) co_return;
        if (silent_) {  // a page should not wait for each of them
            record.published = Published{PublishedState::no_answer, {}, *silent_};
            co_return;
        }
        std::vector<std::string> uris;
        for (const ReportAddress& each : addresses) uris.push_back(each.uri());
        auto asking = published(*services_.questions, record.record, std::move(uris), found_);
        record.published = co_await std::move(asking);
        if (record.published->state == PublishedState::no_answer)
            silent_ = record.published->detail;
        if (given.empty() && !found_.empty()) record.merged_with = MergedWith::published;
    }

    [[nodiscard]] analysis::SetupRecord policy_of(const model::DomainName& domain,
                                                  const std::vector<RecordTag>& existing) const {
        return analysis::policy_record(domain, rua_, existing, *services_.suffixes);
    }
    [[nodiscard]] analysis::SetupRecord tls_of(const model::DomainName& domain,
                                               const std::vector<RecordTag>& existing) const {
        return analysis::tls_report_record(domain, tls_, existing, *services_.suffixes);
    }
    [[nodiscard]] std::vector<model::DomainName> receivers() const {
        std::vector<model::DomainName> domains;
        for (const ReportAddress& each : rua_)
            if (std::ranges::find(domains, each.domain) == domains.end())
                domains.push_back(each.domain);
        return domains;
    }

    const Services& services_;
    Wanted wanted_;
    SetupState state_;
    std::vector<ReportAddress> rua_;
    std::vector<ReportAddress> tls_;
    std::vector<RecordTag> found_;       // of the record that was asked for last
    std::optional<std::string> silent_;  // why nobody answered
};

/// What an answer takes from the store.
struct Stored {
    json::object meta;
    std::vector<model::DomainName> domains;
};

Result<Stored> stored(sqlite3& db, bool wants_domains, const analysis::PublicSuffixes& suffixes) {
    Result<json::object> meta = meta_json(db, {});
    if (!meta) return meta.error();
    Stored found{*std::move(meta), {}};
    if (!wants_domains) return found;
    const auto rows = store::policy_domains(db, {}, suffixes);
    if (!rows) return rows.error();
    for (const auto& row : *rows)
        if (const auto domain = model::DomainName::parse(row.domain))
            if (found.domains.size() < QueryReader::kDomainsMax) found.domains.push_back(*domain);
    return found;
}

}  // namespace

asio::awaitable<Answer> setup_dns(const Services& services, const Request& request) {
    if (!is_read(request)) co_return wrong_method("GET, HEAD");
    QueryReader query(request.path, request.query);
    Wanted wanted = read_wanted(query, services.questions != nullptr);
    if (const auto bad = query.problem()) co_return problem(*bad);
    SetupState state = services.setup ? services.setup() : SetupState();
    if (wanted.domains.empty()) wanted.domains = state.domains;
    if (wanted.domains.size() > QueryReader::kDomainsMax)
        wanted.domains.resize(QueryReader::kDomainsMax);

    auto job = [wants = wanted.domains.empty(), &services](sqlite3& db) {
        return stored(db, wants, *services.suffixes);
    };
    Result<Stored> found = co_await services.reader->ask(std::move(job));
    if (!found) co_return store_problem(found.error());
    if (wanted.domains.empty()) wanted.domains = std::move(found->domains);

    Setup setup(services, std::move(wanted), std::move(state));
    json::object data = co_await setup.data();
    co_return object_answer(std::move(data), std::move(found->meta));
}

}  // namespace sendpath::http
