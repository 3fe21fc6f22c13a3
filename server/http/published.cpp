#include "http/published.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
using analysis::RecordPurpose;
using analysis::RecordTag;
using analysis::TagRecordKind;
using dns::Resolver;

Published not_there(const Error& error) {
    if (error.code == Errc::missing_field) return {.state = PublishedState::missing};
    return {.state = PublishedState::no_answer, .values = {}, .detail = error.detail};
}

Published told(bool fits, std::vector<std::string> values) {
    PublishedState state = fits ? PublishedState::fits : PublishedState::differs;
    if (values.empty()) state = PublishedState::missing;
    values.resize(std::min(values.size(), Published::kValuesMax));
    return {.state = state, .values = std::move(values), .detail = {}};
}

Published judged(RecordPurpose purpose, std::vector<std::string> texts,
                 const std::vector<std::string>& addresses, std::vector<RecordTag>& existing) {
    const bool is_tls = purpose == RecordPurpose::tls_reports;
    const auto kind = is_tls ? TagRecordKind::tls_reports : TagRecordKind::dmarc;
    std::vector<std::vector<RecordTag>> records;
    for (const std::string& each : texts)
        if (auto tags = analysis::parse_tag_record(kind, each)) records.push_back(*std::move(tags));
    texts.resize(std::min(texts.size(), Published::kValuesMax));
    Published answer{.state = PublishedState::missing, .values = std::move(texts), .detail = {}};
    if (records.empty()) return answer;
    // Of these any will do: nothing but that one is there counts. Source: RFC 9990 section 4.
    answer.state = PublishedState::fits;
    if (purpose == RecordPurpose::authorization) return answer;
    answer.state = PublishedState::several;
    if (records.size() > 1) return answer;
    existing = std::move(records.front());
    const bool fits = analysis::with_addresses(kind, existing, addresses).fits();
    answer.state = fits ? PublishedState::fits : PublishedState::differs;
    return answer;
}

asio::awaitable<Published> exchangers(Resolver& questions, model::DomainName name,
                                      std::string wanted) {
    const auto found = co_await questions.mail_exchangers(name);
    if (!found) co_return not_there(found.error());
    bool fits = false;
    std::vector<std::string> values;
    for (const dns::MailExchanger& each : *found) {
        values.push_back(fmt::format("{} {}.", each.preference, each.host.str()));
        fits = fits || wanted == each.host.str() + '.';
    }
    co_return told(fits, std::move(values));
}

asio::awaitable<Published> addresses_of(Resolver& questions, model::DomainName name,
                                        analysis::DnsRecord record) {
    const auto family = record.type == "AAAA" ? Resolver::Family::v6 : Resolver::Family::v4;
    const auto found = co_await questions.forward(name, family);
    if (!found) co_return not_there(found.error());
    // Which one it should be is not always known here: then any is better than none.
    bool fits = record.to_be_filled;
    std::vector<std::string> values;
    for (const model::IpAddress& each : *found) {
        values.push_back(each.str());
        fits = fits || values.back() == record.value;
    }
    co_return told(fits, std::move(values));
}

}  // namespace

asio::awaitable<Published> published(Resolver& questions, analysis::SetupRecord record,
                                     std::vector<std::string> addresses,
                                     std::vector<RecordTag>& existing) {
    const auto name = model::DomainName::parse(record.record.name);
    if (!name)
        co_return Published{
            .state = PublishedState::no_answer, .values = {}, .detail = name.error().detail};
    if (record.purpose == RecordPurpose::address)
        co_return co_await addresses_of(questions, *name, record.record);
    if (record.purpose == RecordPurpose::mail_exchanger) {
        const std::string host = record.record.value.substr(record.record.value.find(' ') + 1);
        co_return co_await exchangers(questions, *name, host);
    }
    auto texts = co_await questions.texts(*name);
    if (!texts) co_return not_there(texts.error());
    co_return judged(record.purpose, *std::move(texts), addresses, existing);
}

std::string shown(std::string_view value) {
    std::string text;
    for (const char c : value) {
        if (c >= ' ' && c <= '~')
            text += c;
        else
            text += fmt::format("\\{:03}", static_cast<unsigned char>(c));
    }
    return text;
}

std::string_view name(PublishedState state) {
    switch (state) {
        case PublishedState::fits: return "fits";
        case PublishedState::differs: return "differs";
        case PublishedState::missing: return "missing";
        case PublishedState::several: return "several";
        case PublishedState::no_answer: return "no_answer";
    }
    return {};
}

}  // namespace sendpath::http
