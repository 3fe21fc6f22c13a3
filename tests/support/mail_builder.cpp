#include "support/mail_builder.hpp"

#include <zlib.h>

#include <array>

namespace sendpath::test {
namespace {

std::string deflated(std::string_view octets, int window_bits) {
    z_stream state{};
    deflateInit2(&state, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&state, octets.size()) + 64, '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
    state.avail_in = static_cast<uInt>(octets.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    deflate(&state, Z_FINISH);
    out.resize(out.size() - state.avail_out);
    deflateEnd(&state);
    return out;
}

void put(std::string& out, std::uint64_t value, int octets) {
    for (int i = 0; i < octets; ++i, value >>= 8U) out += static_cast<char>(value);
}

}  // namespace

std::string report_xml(std::string_view id) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<feedback><version>1.0</version>
<report_metadata><org_name>Receiver</org_name><email>dmarc@rx.example</email><report_id>)" +
           std::string(id) + R"(</report_id>
<date_range><begin>1767225600</begin><end>1767311999</end></date_range></report_metadata>
<policy_published><domain>example.com</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp><pct>100</pct><fo>0</fo></policy_published>
<record><row><source_ip>192.0.2.7</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row>
<identifiers><envelope_from>example.com</envelope_from><header_from>example.com</header_from></identifiers>
<auth_results><spf><domain>example.com</domain><scope>mfrom</scope><result>pass</result></spf></auth_results></record>
</feedback>
)";
}

std::string tls_json(std::string_view id) {
    return R"({"organization-name":"Receiver","date-range":{"start-datetime":"2026-01-01T00:00:00Z",)"
           R"("end-datetime":"2026-01-01T23:59:59Z"},"contact-info":"tls@rx.example","report-id":")" +
           std::string(id) +
           R"(","policies":[{"policy":{"policy-type":"sts","policy-string":["version: STSv1"],)"
           R"("policy-domain":"example.com","mx-host":["mx.example.com"]},"summary":)"
           R"({"total-successful-session-count":5,"total-failure-session-count":0}}]})";
}

std::string gzipped(std::string_view octets) {
    return deflated(octets, 15 + 16);
}

std::string zlibbed(std::string_view octets) {
    return deflated(octets, 15);
}

std::string base64(std::string_view octets) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < octets.size(); at += 3) {
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8U |
                    (at + i < octets.size() ? static_cast<unsigned char>(octets[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out += at + i <= octets.size() ? kAlphabet[group >> (18 - 6 * i) & 63U] : '=';
        column += 4;
        if (column == 76) out += "\r\n";
        column %= 76;
    }
    return out += column == 0 ? "" : "\r\n";
}

std::string zipped(const std::vector<ZipFile>& files) {
    std::string out;
    std::string directory;
    for (const ZipFile& file : files) {
        const std::string data = deflated(file.octets, -15);
        const auto sum =
            static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(file.octets.data()),
                                             static_cast<uInt>(file.octets.size())));
        std::string common;  // what the two headers share
        put(common, 20, 2);
        put(common, file.flags, 2);
        put(common, 8, 2);
        put(common, 0, 4);
        put(common, file.wrong_checksum != 0 ? file.wrong_checksum : sum, 4);
        put(common, data.size(), 4);
        put(common, file.wrong_size != 0 ? file.wrong_size : file.octets.size(), 4);
        put(common, file.name.size(), 2);
        put(common, 0, 2);
        directory += "PK\1\2";
        put(directory, 20, 2);
        directory += common;
        put(directory, 0, 10);
        put(directory, out.size(), 4);
        directory += file.name;
        out += "PK\3\4";
        out += common;
        out += file.name;
        out += data;
    }
    const std::size_t start = out.size();
    out += directory;
    out += "PK\5\6";
    put(out, 0, 4);
    put(out, files.size() & 0xffffU, 2);
    put(out, files.size() & 0xffffU, 2);
    put(out, directory.size(), 4);
    put(out, start, 4);
    put(out, 0, 2);
    return out;
}

MailPart attachment(std::string_view media, std::string_view file_name, std::string_view octets) {
    MailPart part;
    part.header = "Content-Type: " + std::string(media) + "\r\n";
    if (!file_name.empty())
        part.header +=
            "Content-Disposition: attachment; filename=\"" + std::string(file_name) + "\"\r\n";
    part.header += "Content-Transfer-Encoding: base64\r\n";
    part.body = base64(octets);
    return part;
}

std::string mail_header() {
    return "From: \"DMARC Reports\" <noreply@rx.example>\r\n"
           "To: dmarc@example.com\r\n"
           "Subject: Report Domain: example.com Submitter: rx.example Report-ID: <1>\r\n"
           "Date: Thu, 01 Jan 2026 01:02:03 +0000\r\n"
           "Message-ID: <1@rx.example>\r\n"
           "MIME-Version: 1.0\r\n";
}

std::string mail_of(const std::vector<MailPart>& parts, std::string_view media) {
    std::string mail = mail_header();
    mail += "Content-Type: " + std::string(media) + "; boundary=\"=_b1\"\r\n\r\npreamble\r\n";
    for (const MailPart& part : parts)
        mail += "--=_b1\r\n" + part.header + "\r\n" + part.body + "\r\n";
    return mail += "--=_b1--\r\nepilogue\r\n";
}

std::string mail_of_one(const MailPart& part) {
    return mail_header() + part.header + "\r\n" + part.body;
}

}  // namespace sendpath::test
