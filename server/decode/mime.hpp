#pragma once

#include "decode/content_type.hpp"
#include "decode/limits.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sendpath::decode {

/// The fields of a header block that this room asks for; the first of each name, still folded.
struct HeaderFields {
    std::string_view content_type;
    std::string_view transfer_encoding;
    std::string_view disposition;
    std::string_view from;
    std::string_view to;
    std::string_view subject;
    std::string_view message_id;
    std::string_view date;
};

/// One entity of a mail, as views into the mail.
struct Part {
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    HeaderFields fields;
    std::string_view header;
    std::string_view body;  ///< still encoded; of a container: all that is in it
    std::string media;      ///< lower case; "text/plain" where the header names none
    std::string number;     ///< "2.1", as IMAP numbers parts; empty for the mail itself
    Encoding encoding = Encoding::identity;
    bool container = false;        ///< other parts of the list are inside
    std::uint32_t parent = kNone;  ///< index of the container
    std::uint32_t message = 0;     ///< index of the part whose header is that of the mail around it
    std::uint8_t depth = 0;

    /// The file name of the disposition or the content type; empty when there is none.
    [[nodiscard]] std::string file_name() const;
};

/// The parts of a mail in document order: each container before what it holds.
struct Structure {
    std::vector<Part> parts;
    bool too_many = false;    ///< parts beyond limits.mime_parts are not listed
    bool too_deep = false;    ///< a part beyond limits.mime_depth is listed, not entered
    bool header_cut = false;  ///< a header block reached a limit
};

/// Walks over the structure of a mail without copying it, in time linear to its size.
///
/// Multiparts and unencoded message/rfc822 parts are entered. Forgives: delimiters with spaces
/// behind them, inner multiparts that are never closed, a wrong or missing boundary parameter (the
/// first line that looks like a delimiter is taken), an absent final delimiter.
/// @param depth   how deep the mail lies in others: part of limits.mime_depth
/// @param number  of the part the mail was found in, empty for the outermost
/// Source: RFC 2046 section 5.1.
[[nodiscard]] Structure walk_mail(std::string_view mail, const Limits& limits,
                                  std::size_t depth = 0, std::string_view number = {});

}  // namespace sendpath::decode
