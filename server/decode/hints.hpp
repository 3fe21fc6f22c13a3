#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>

namespace sendpath::decode {

/// What stands around a document and may fill its gaps: weaker than anything the document says.
struct Hints {
    std::string file_name;         ///< of the document or of the archive it came in
    std::string mail_from_domain;  ///< of the carrying mail, lower case; empty when there is none
    std::string subject;
    std::optional<Seconds> mail_date;
    Seconds received{};
    std::string part;  ///< where the document was found; goes into Report::part
};

}  // namespace sendpath::decode
