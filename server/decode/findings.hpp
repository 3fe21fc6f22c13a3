#pragma once

#include "model/reasons.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::decode {

/// Gathers what had to be forgiven in one document. A fault that every record has is one warning
/// with a number, so that a hostile document cannot make more of them than there are kinds.
class Findings {
public:
    /// @param code    the word in W(...) of the tolerance catalogue
    /// @param what    the fault, the same text for each occurrence: a literal
    /// @param record  its ordinal from 1; 0 when it is not about a record
    /// @param value   what was found there; only the first one is kept
    void note(std::string_view code, std::string_view what, std::uint32_t record = 0,
              std::string_view value = {});

    [[nodiscard]] bool has(std::string_view code) const;

    /// "record 3: row/count: not whole: 3.0 (and 2 more records)"
    [[nodiscard]] std::vector<model::Warning> warnings() const;

private:
    struct Finding {
        std::string_view code;
        std::string_view what;
        std::uint32_t record = 0;
        std::uint32_t times = 1;
        std::string value;
    };
    std::vector<Finding> findings_;
};

/// At most `most` octets of `text` for a message, with no character cut in two.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t most = 80);

}  // namespace sendpath::decode
