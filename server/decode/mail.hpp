#pragma once

#include "decode/documents.hpp"

#include <string_view>

namespace sendpath::decode {

/// Where a mail stands: by itself, or as a part of another.
struct MailPlace {
    std::string file_name;  ///< of the file the mail came in, if any
    Seconds received{};
    std::size_t depth = 0;          ///< mails and multiparts around it: part of limits.mime_depth
    std::string number;             ///< of the part it was found in; empty for the outermost
    std::size_t archive_depth = 0;  ///< archives around it: part of limits.archive_depth
};

/// Reads all reports of one mail into `work.into`: aggregate and TLS documents in any part, failure
/// reports, and those of mails attached to it. Each report is taken once.
///
/// A bounce is not entered: what it returns is a report we sent, or somebody else's. The outermost
/// mail fills Decoded::mail, and is held as not_a_report when nothing else came out of it.
void read_mail(std::string_view mail, const MailPlace& place, Work& work);

}  // namespace sendpath::decode
