#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sendpath::test {

/// A sound aggregate report for example.com with one record, told apart by its id.
[[nodiscard]] std::string report_xml(std::string_view id);

/// A sound TLS report for example.com.
[[nodiscard]] std::string tls_json(std::string_view id);

[[nodiscard]] std::string gzipped(std::string_view octets);
[[nodiscard]] std::string zlibbed(std::string_view octets);

/// Base64 in lines of 76 characters with CRLF.
[[nodiscard]] std::string base64(std::string_view octets);

/// One entry of a zip, with all that a test may want to lie about.
struct ZipFile {
    std::string name;
    std::string octets;
    std::uint16_t flags = 0;           ///< bit 0: says it is encrypted
    std::uint32_t wrong_size = 0;      ///< claimed in the place of the true size
    std::uint32_t wrong_checksum = 0;  ///< claimed in the place of the true sum
};

[[nodiscard]] std::string zipped(const std::vector<ZipFile>& files);

/// A part of a multipart: header lines, each with its CRLF, and a body.
struct MailPart {
    std::string header;
    std::string body;
};

/// A part that holds `octets` in base64.
[[nodiscard]] MailPart attachment(std::string_view media, std::string_view file_name,
                                  std::string_view octets);

/// A whole mail with From, To, Subject, Date and Message-ID and the parts in a multipart/mixed.
/// @param media  of the multipart with its parameters: "multipart/report; report-type=tlsrpt"
[[nodiscard]] std::string mail_of(const std::vector<MailPart>& parts,
                                  std::string_view media = "multipart/mixed");

/// A mail of one part.
[[nodiscard]] std::string mail_of_one(const MailPart& part);

/// The header of every mail above, without its last blank line.
[[nodiscard]] std::string mail_header();

}  // namespace sendpath::test
