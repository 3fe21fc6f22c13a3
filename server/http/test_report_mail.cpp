#include "http/test_report_mail.hpp"

#include "base/base64.hpp"
#include "http/gzip.hpp"
#include "ingest/test_report.hpp"

#include <fmt/format.h>

#include <new>

namespace sendpath::http {
namespace {

constexpr std::size_t kLine = 76;  // characters of base64, RFC 2045 section 6.8

// A reporter of the generation that all programs read. Ids and domains need no escaping.
constexpr std::string_view kReport = R"(<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <version>1.0</version>
  <report_metadata>
    <org_name>Sendpath test</org_name>
    <email>{reporter}</email>
    <report_id>{id}</report_id>
    <date_range><begin>{begin}</begin><end>{end}</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>{domain}</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><pct>100</pct>
  </policy_published>
  <record>
    <row>
      <source_ip>192.0.2.1</source_ip>
      <count>1</count>
      <policy_evaluated>
        <disposition>none</disposition><dkim>pass</dkim><spf>pass</spf>
      </policy_evaluated>
    </row>
    <identifiers>
      <envelope_from>{domain}</envelope_from><header_from>{domain}</header_from>
    </identifiers>
    <auth_results>
      <dkim><domain>{domain}</domain><selector>test</selector><result>pass</result></dkim>
      <spf><domain>{domain}</domain><scope>mfrom</scope><result>pass</result></spf>
    </auth_results>
  </record>
</feedback>
)";

constexpr std::string_view kMail =
    "From: Sendpath test <{reporter}>\r\n"
    "To: <{recipient}>\r\n"
    "Date: {date}\r\n"
    "Message-ID: <{id}@sendpath.invalid>\r\n"
    "Subject: Report Domain: {domain} Submitter: sendpath.invalid Report-ID: <{id}>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"{id}\"\r\n"
    "\r\n"
    "--{id}\r\n"
    "Content-Type: text/plain; charset=us-ascii\r\n"
    "\r\n"
    "A test report that Sendpath sent to itself. It is read and never counted.\r\n"
    "--{id}\r\n"
    "Content-Type: application/gzip\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "Content-Disposition: attachment;\r\n"
    " filename=\"sendpath.invalid!{domain}!{begin}!{end}.xml.gz\"\r\n"
    "\r\n"
    "{attachment}"
    "--{id}--\r\n";

std::string folded(std::string_view base64) {
    std::string lines;
    for (; !base64.empty(); base64.remove_prefix(std::min(kLine, base64.size())))
        lines.append(base64.substr(0, kLine)).append("\r\n");
    return lines;
}

}  // namespace

std::string test_report_mail(const TestReport& test) {
    const auto today = std::chrono::floor<std::chrono::days>(test.begun);
    const Seconds begin = today - std::chrono::days(1);
    const auto filled_in = [&](std::string_view text, const std::string& attachment) {
        return fmt::format(fmt::runtime(text), fmt::arg("reporter", ingest::kTestReporter),
                           fmt::arg("recipient", test.recipient), fmt::arg("id", test.id),
                           fmt::arg("date", time::mail_date(test.begun)),
                           fmt::arg("domain", test.domain.str()), fmt::arg("begin", count(begin)),
                           fmt::arg("end", count(Seconds(today)) - 1),
                           fmt::arg("attachment", attachment));
    };
    const auto packed = gzipped(filled_in(kReport, {}));
    if (!packed) throw std::bad_alloc();
    return filled_in(kMail, folded(encode_base64(*packed, Base64::plain)));
}

}  // namespace sendpath::http
