#include "imap/fetch.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>

namespace sendpath::imap {
namespace {

constexpr std::uint64_t kNumber63 = std::numeric_limits<std::int64_t>::max();

/// "BODY[HEADER.FIELDS (SUBJECT)]<0>" as "BODY", "HEADER.FIELDS (SUBJECT)" and 0.
struct ItemName {
    std::string_view word;
    std::optional<std::string_view> section;
    std::optional<std::uint64_t> origin;
};

ItemName item_name(Scanner& scanner) {
    ItemName out;
    const std::string_view rest = scanner.rest();
    out.word = scanner.take_octets(std::min(rest.find_first_of("[ "), rest.size()));
    if (out.word.empty()) scanner.fail(Errc::bad_syntax, "expected a name");
    if (!scanner.take('[')) return out;

    out.section = scanner.take_octets(std::min(scanner.rest().find(']'), scanner.rest().size()));
    scanner.expect(']');
    if (scanner.take('<')) {
        out.origin = scanner.number(kNumber63);
        scanner.expect('>');
    }
    return out;
}

bool is_whole_message(const ItemName& name) {
    if (text::iequals(name.word, "RFC822")) return !name.section;
    return text::iequals(name.word, "BODY") && name.section &&
           (name.section->empty() || text::iequals(*name.section, "NULL"));
}

/// Puts `value` where nothing was.
template <class T>
void set_once(Scanner& scanner, std::optional<T>& place, T value, std::string_view name) {
    if (place) scanner.fail(Errc::bad_syntax, std::string(name) + " twice");
    place = std::move(value);
}

void read_item(Scanner& scanner, Fetch& fetch) {
    const ItemName name = item_name(scanner);
    scanner.expect(' ');
    if (scanner.failed()) return;
    if (is_whole_message(name)) {
        set_once(scanner, fetch.body, {name.origin, scanner.nstring()}, "the message");
    } else if (text::iequals(name.word, "UID")) {
        set_once(scanner, fetch.uid, scanner.message_number(), "UID");
    } else if (text::iequals(name.word, "RFC822.SIZE")) {
        set_once(scanner, fetch.size, scanner.number(kNumber63), "RFC822.SIZE");
    } else if (text::iequals(name.word, "FLAGS")) {
        set_once(scanner, fetch.flags, scanner.words_in_list(), "FLAGS");
    } else if (text::iequals(name.word, "MODSEQ")) {
        scanner.expect('(');
        set_once(scanner, fetch.modseq, scanner.number(kNumber63), "MODSEQ");
        scanner.expect(')');
    } else {
        scanner.skip_value();
    }
}

}  // namespace

Fetch read_fetch(Scanner& scanner, std::uint32_t sequence) {
    Fetch fetch{.sequence = sequence};
    scanner.expect('(');
    while (!scanner.failed() && !scanner.take(')'))
        if (!scanner.take(' ')) read_item(scanner, fetch);
    scanner.expect_end();
    return fetch;
}

}  // namespace sendpath::imap
