#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::model {

/// A text of one report, by its number in that report's Words. kNoWord is an absent text, which is
/// not the same as an empty one.
using Word = std::uint32_t;
inline constexpr Word kNoWord = 0;

/// The texts of one report, each kept once. A report repeats a few names in every record, so its
/// records are numbers and the store looks each name up once per report.
class Words {
public:
    Words();

    /// The number of `text`, now and later the same.
    Word intern(std::string_view text);

    /// Valid until the next intern(). kNoWord reads as an empty text.
    [[nodiscard]] std::string_view text(Word word) const;

    /// Numbers run from 1 to size().
    [[nodiscard]] std::size_t size() const { return spans_.size() - 1; }

private:
    struct Span {
        std::uint32_t at = 0;
        std::uint32_t size = 0;
    };

    void grow();

    std::string octets_;
    std::vector<Span> spans_;
    std::vector<Word> slots_;  // open addressing, a power of two, at most half full
};

}  // namespace sendpath::model
