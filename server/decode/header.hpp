#pragma once

#include "decode/limits.hpp"

#include <string>
#include <string_view>

namespace sendpath::decode {

/// One field of a header block, as views into it.
struct Field {
    std::string_view name;   ///< as written
    std::string_view value;  ///< still folded, trimmed at both ends
};

/// The multiparts that are open around some lines: tells which line is a delimiter of which.
class Delimiters {
public:
    virtual ~Delimiters() = default;
    /// True when `line`, which begins with "--", delimits any open multipart.
    [[nodiscard]] virtual bool ends_part(std::string_view line) const = 0;
};

/// Reads the fields of a header block one by one, without copying.
///
/// Forgives: a lost indent of a continuation line (when the field before it ends in ';'), lines
/// that are no field (skipped), spaces before the colon, an absent blank line at the end. A block
/// whose first line is no field is empty: the body begins there. Reads limits.header octets and
/// limits.header_fields fields; what is beyond is passed over. Source: RFC 5322 section 2.2.
class HeaderReader {
public:
    /// @param open  the delimiters that end the block early; may be null
    HeaderReader(std::string_view octets, const Limits& limits, const Delimiters* open = nullptr)
        : octets_(octets), limits_(limits), open_(open) {}

    /// False at the end of the block.
    [[nodiscard]] bool next(Field& field);

    /// Where the body begins; sound once next() was false.
    [[nodiscard]] std::size_t body() const { return at_; }
    /// Where the block ends, the blank line not included; sound once next() was false.
    [[nodiscard]] std::size_t end() const { return end_; }
    /// True when a limit kept fields from being read.
    [[nodiscard]] bool cut() const { return cut_; }

private:
    [[nodiscard]] std::string_view line_at(std::size_t at) const;
    void take_continuations(std::string_view first_value);
    bool finish(std::size_t body);

    std::string_view octets_;
    const Limits& limits_;
    const Delimiters* open_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::size_t fields_ = 0;
    bool cut_ = false;
};

/// A field value on one line: each fold and the spaces around it become one space.
[[nodiscard]] std::string unfolded(std::string_view value);

/// `octets` without what may stand before the first field of a mail: blank lines and the "From "
/// line of an mbox.
[[nodiscard]] std::string_view without_envelope(std::string_view octets);

/// True when `octets` begin like a mail: fields, one of them of a name that mails have.
[[nodiscard]] bool looks_like_mail(std::string_view octets, const Limits& limits);

}  // namespace sendpath::decode
