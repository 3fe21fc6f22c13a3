#include "http/cursor.hpp"

#include "base/digest.hpp"

#include <charconv>

namespace sendpath::http {
namespace {

constexpr std::size_t kSealSize = 16;    // hexadecimal digits
constexpr std::size_t kCursorMax = 300;  // characters
constexpr std::size_t kKeysMax = 8;

std::string seal(std::string_view keys, std::string_view question) {
    std::string sealed(keys);
    sealed.append(1, '\n').append(question);
    return hex(digest_of(sealed)).substr(0, kSealSize);
}

}  // namespace

std::string write_cursor(const store::Position& position, std::string_view question) {
    std::string keys;
    for (const std::int64_t key : position.key)
        keys.append(keys.empty() ? "" : "_").append(std::to_string(key));
    return seal(keys, question) + '_' + keys;
}

Result<store::Position> read_cursor(std::string_view cursor, std::string_view question) {
    Error foreign{Errc::bad_syntax, "not a cursor of this list with these filters"};
    if (cursor.size() <= kSealSize + 1 || cursor.size() > kCursorMax) return foreign;
    std::string_view keys = cursor.substr(kSealSize + 1);
    if (cursor[kSealSize] != '_' || cursor.substr(0, kSealSize) != seal(keys, question))
        return foreign;

    store::Position position;
    while (true) {
        const std::string_view word = keys.substr(0, keys.find('_'));
        std::int64_t key = 0;
        const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), key);
        if (problem != std::errc{} || end != word.data() + word.size()) return foreign;
        if (position.key.size() == kKeysMax) return foreign;
        position.key.push_back(key);
        if (word.size() == keys.size()) return position;
        keys.remove_prefix(word.size() + 1);
    }
}

}  // namespace sendpath::http
