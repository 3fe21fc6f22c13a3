#pragma once

#include "analysis/public_suffixes.hpp"
#include "analysis/remedies.hpp"
#include "analysis/report_uri.hpp"
#include "analysis/tag_record.hpp"

namespace sendpath::analysis {

/// What a record is published for.
enum class RecordPurpose : std::uint8_t {
    policy,          ///< asks for reports about a domain
    authorization,   ///< says that reports about a domain of others are welcome
    tls_reports,     ///< asks for reports about TLS to a domain's mail servers
    mail_exchanger,  ///< of a domain that reports are sent to
    address,         ///< of the sink
};

/// A record to publish so that reports come here.
struct SetupRecord {
    RecordPurpose purpose{};
    DnsRecord record;
    std::string zone;     ///< the organisational domain that the name belongs to
    MergedRecord merged;  ///< what becomes of each tag; without tags for records that have none
};

/// `_dmarc.<domain>`. Source: RFC 9989 section 4.6.
/// @param existing  of parse_tag_record(); empty: there is none
[[nodiscard]] SetupRecord policy_record(const model::DomainName& domain,
                                        const std::vector<ReportAddress>& addresses,
                                        const std::vector<RecordTag>& existing,
                                        const PublicSuffixes& suffixes);

/// `<domain>._report._dmarc.<receiver>`, which reporters ask for where both are not of one
/// organisation; nullopt where they are. Source: RFC 9990 section 4.
[[nodiscard]] std::optional<SetupRecord> authorization_record(const model::DomainName& domain,
                                                              const model::DomainName& receiver,
                                                              const PublicSuffixes& suffixes);

/// `_smtp._tls.<domain>`. Source: RFC 8460 section 3.
/// @param existing  as of policy_record()
[[nodiscard]] SetupRecord tls_report_record(const model::DomainName& domain,
                                            const std::vector<ReportAddress>& addresses,
                                            const std::vector<RecordTag>& existing,
                                            const PublicSuffixes& suffixes);

/// Has mail to `receiver` go to `host`. Source: RFC 5321 section 5.1.
[[nodiscard]] SetupRecord mail_exchanger_record(const model::DomainName& receiver,
                                                const model::DomainName& host,
                                                const PublicSuffixes& suffixes);

/// The address of the sink; nullopt: it is not known here, and is to be filled in.
[[nodiscard]] SetupRecord address_record(const model::DomainName& host,
                                         const std::optional<model::IpAddress>& address,
                                         const PublicSuffixes& suffixes);

/// A record as a line of a zone file; texts in strings of at most 255 octets.
/// Source: RFC 1035 sections 3.3 and 5.1.
[[nodiscard]] std::string zone_line(const DnsRecord& record);

/// The code of the API.
[[nodiscard]] std::string_view name(RecordPurpose purpose);

}  // namespace sendpath::analysis
