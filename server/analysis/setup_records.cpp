#include "analysis/setup_records.hpp"

#include <fmt/format.h>

namespace sendpath::analysis {
namespace {

constexpr std::size_t kStringMax = 255;  // octets of one string, RFC 1035 section 3.3
constexpr std::size_t kNameMax = 253;    // octets of a name as text, RFC 1035 section 2.3.4
constexpr std::string_view kText = "TXT";

std::vector<std::string> uris(const std::vector<ReportAddress>& addresses) {
    std::vector<std::string> texts;
    texts.reserve(addresses.size());
    for (const ReportAddress& each : addresses) texts.push_back(each.uri());
    return texts;
}

SetupRecord tag_record(RecordPurpose purpose, std::string name, MergedRecord merged,
                       std::string_view zone) {
    if (name.size() > kNameMax) merged.warnings.push_back({RecordOddity::name_too_long, "", name});
    return {.purpose = purpose,
            .record = {.name = std::move(name), .type = std::string(kText), .value = merged.value},
            .zone = std::string(zone),
            .merged = std::move(merged)};
}

}  // namespace

SetupRecord policy_record(const model::DomainName& domain,
                          const std::vector<ReportAddress>& addresses,
                          const std::vector<RecordTag>& existing, const PublicSuffixes& suffixes) {
    return tag_record(RecordPurpose::policy, "_dmarc." + domain.str(),
                      with_addresses(TagRecordKind::dmarc, existing, uris(addresses)),
                      suffixes.organizational_domain(domain.str()));
}

std::optional<SetupRecord> authorization_record(const model::DomainName& domain,
                                                const model::DomainName& receiver,
                                                const PublicSuffixes& suffixes) {
    // Copies: an answer is a part of the name that was asked for.
    const std::string own(suffixes.organizational_domain(domain.str()));
    const std::string theirs(suffixes.organizational_domain(receiver.str()));
    if (own == theirs) return std::nullopt;
    MergedRecord merged;
    merged.value = "v=DMARC1;";
    return tag_record(RecordPurpose::authorization,
                      domain.str() + "._report._dmarc." + receiver.str(), std::move(merged),
                      theirs);
}

SetupRecord tls_report_record(const model::DomainName& domain,
                              const std::vector<ReportAddress>& addresses,
                              const std::vector<RecordTag>& existing,
                              const PublicSuffixes& suffixes) {
    return tag_record(RecordPurpose::tls_reports, "_smtp._tls." + domain.str(),
                      with_addresses(TagRecordKind::tls_reports, existing, uris(addresses)),
                      suffixes.organizational_domain(domain.str()));
}

SetupRecord mail_exchanger_record(const model::DomainName& receiver, const model::DomainName& host,
                                  const PublicSuffixes& suffixes) {
    return {.purpose = RecordPurpose::mail_exchanger,
            .record = {.name = receiver.str(), .type = "MX", .value = "10 " + host.str() + '.'},
            .zone = std::string(suffixes.organizational_domain(receiver.str())),
            .merged = {}};
}

SetupRecord address_record(const model::DomainName& host,
                           const std::optional<model::IpAddress>& address,
                           const PublicSuffixes& suffixes) {
    const bool v4 = !address || address->is_v4();
    return {.purpose = RecordPurpose::address,
            .record = {.name = host.str(),
                       .type = v4 ? "A" : "AAAA",
                       .value = address ? address->str() : "{address}",
                       .to_be_filled = !address},
            .zone = std::string(suffixes.organizational_domain(host.str())),
            .merged = {}};
}

std::string zone_line(const DnsRecord& record) {
    std::string line = fmt::format("{}. IN {}", record.name, record.type);
    if (record.type != kText) return line + ' ' + record.value;
    std::string_view rest = record.value;
    do {
        line += " \"";
        for (const char c : rest.substr(0, kStringMax)) {
            if (c == '"' || c == '\\') line += '\\';
            line += c;
        }
        line += '"';
        rest.remove_prefix(std::min(kStringMax, rest.size()));
    } while (!rest.empty());
    return line;
}

std::string_view name(RecordPurpose purpose) {
    switch (purpose) {
        case RecordPurpose::policy: return "policy";
        case RecordPurpose::authorization: return "authorization";
        case RecordPurpose::tls_reports: return "tls_reports";
        case RecordPurpose::mail_exchanger: return "mail_exchanger";
        case RecordPurpose::address: return "address";
    }
    return {};
}

}  // namespace sendpath::analysis
