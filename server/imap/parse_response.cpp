#include "imap/parse_response.hpp"

#include "base/text.hpp"
#include "imap/fetch.hpp"
#include "imap/response_code.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace sendpath::imap {
namespace {

constexpr std::uint64_t kNumber63 = std::numeric_limits<std::int64_t>::max();

std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find(' '));
}

std::string_view behind_first_word(std::string_view text) {
    const std::size_t blank = text.find(' ');
    return blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
}

std::optional<Condition> condition_of(std::string_view word) {
    if (text::iequals(word, "OK")) return Condition::ok;
    if (text::iequals(word, "NO")) return Condition::no;
    if (text::iequals(word, "BAD")) return Condition::bad;
    if (text::iequals(word, "BYE")) return Condition::bye;
    if (text::iequals(word, "PREAUTH")) return Condition::preauth;
    return std::nullopt;
}

/// "/" as a quoted string, or NIL.
char separator(Scanner& scanner) {
    const std::string read = scanner.nstring().value_or("");
    if (read.size() > 1) scanner.fail(Errc::bad_syntax, "a separator of more than one octet");
    return read.empty() ? '\0' : read.front();
}

Response read_list(Scanner& scanner) {
    Listed listed;
    listed.attributes = scanner.words_in_list();
    for (std::string& attribute : listed.attributes) attribute = text::lowered(attribute);
    scanner.expect(' ');
    listed.separator = separator(scanner);
    scanner.expect(' ');
    listed.name = scanner.astring();
    if (scanner.take(' ') && scanner.sees('(')) scanner.skip_value();  // RFC 5258
    scanner.expect_end();
    return listed;
}

/// "NIL" or "((prefix separator ...)...)"; behind the first two of each come extensions.
void read_namespaces(Scanner& scanner, std::vector<Namespace>& into) {
    if (scanner.take_word("NIL")) return;
    scanner.expect('(');
    while (!scanner.failed() && !scanner.take(')')) {
        if (scanner.take(' ')) continue;  // some servers set them apart
        Namespace one;
        scanner.expect('(');
        one.prefix = scanner.string();
        scanner.expect(' ');
        one.separator = separator(scanner);
        while (scanner.take(' ')) scanner.skip_value();
        scanner.expect(')');
        into.push_back(std::move(one));
    }
}

Response read_namespace(Scanner& scanner) {
    Namespaces out;
    read_namespaces(scanner, out.personal);
    scanner.expect(' ');
    read_namespaces(scanner, out.foreign);
    scanner.expect(' ');
    read_namespaces(scanner, out.foreign);
    scanner.expect_end();
    return out;
}

Response read_folder_status(Scanner& scanner) {
    FolderStatus out{.name = scanner.astring()};
    scanner.expect(' ');
    scanner.expect('(');
    while (!scanner.failed() && !scanner.take(')')) {
        if (scanner.take(' ')) continue;
        const std::string name = text::lowered(scanner.word());
        scanner.expect(' ');
        if (name == "messages")
            out.messages = scanner.number(kNumber63);
        else if (name == "uidnext")
            out.uid_next = scanner.message_number();
        else if (name == "uidvalidity")
            out.uid_validity = scanner.message_number();
        else if (name == "highestmodseq")
            out.highest_modseq = scanner.number(kNumber63);
        else
            scanner.skip_value();
    }
    scanner.expect_end();
    return out;
}

Response read_search(Scanner& scanner) {
    std::vector<UidRange> ranges;
    while (!scanner.at_end() && !scanner.sees('(')) {
        if (scanner.take(' ')) continue;
        const Uid uid = scanner.message_number();
        // Most answers are in order: one range instead of a thousand.
        if (!ranges.empty() && ranges.back().last != 0 && uid == ranges.back().last + 1)
            ranges.back().last = uid;
        else
            ranges.push_back({uid, uid});
    }
    if (scanner.sees('(')) scanner.skip_value();  // "(MODSEQ 7)"
    scanner.expect_end();
    if (scanner.failed()) return Found{};
    return Found{.all = UidSet::of(std::move(ranges))};
}

Response read_extended_search(Scanner& scanner) {
    Found out{.extended = true};
    if (scanner.take('(')) {
        if (!scanner.take_word("TAG")) scanner.fail(Errc::bad_syntax, "expected TAG");
        scanner.expect(' ');
        out.tag = scanner.astring();
        scanner.expect(')');
        scanner.take(' ');
    }
    out.by_uid = scanner.take_word("UID");
    while (!scanner.failed() && !scanner.at_end()) {
        if (scanner.take(' ')) continue;
        const std::string name = text::lowered(scanner.word());
        scanner.expect(' ');
        if (name == "all") {
            Result<UidSet> set = UidSet::parse(scanner.word());
            if (set)
                out.all = *std::move(set);
            else
                scanner.fail(set.error().code, set.error().detail);
        } else if (name == "count") {
            out.count = scanner.number(std::numeric_limits<std::uint32_t>::max());
        } else {
            scanner.skip_value();
        }
    }
    return out;
}

Response read_capabilities(Scanner& scanner) {
    return Capabilities::of(scanner.rest());
}

Response read_enabled(Scanner& scanner) {
    return Enabled{Capabilities::of(scanner.rest())};
}

struct Kind {
    std::string_view name;
    Response (*read)(Scanner&);
};

constexpr std::array kKinds{
    Kind{"CAPABILITY", read_capabilities}, Kind{"ENABLED", read_enabled},
    Kind{"ESEARCH", read_extended_search}, Kind{"LIST", read_list},
    Kind{"NAMESPACE", read_namespace},     Kind{"SEARCH", read_search},
    Kind{"STATUS", read_folder_status},
};

/// A reader's outcome, told with the name of what it read.
Result<Response> finished(const Scanner& scanner, Response response, std::string_view name) {
    if (scanner.failed()) return scanner.error().within(name);
    return response;
}

/// "3 EXISTS", "4 EXPUNGE", "2 FETCH (...)".
Result<Response> parse_numbered(std::string_view line) {
    Scanner scanner(line);
    const std::uint64_t number = scanner.number(std::numeric_limits<std::uint32_t>::max());
    scanner.expect(' ');
    if (scanner.failed()) return scanner.error().within("untagged number");
    const auto count = static_cast<std::uint32_t>(number);
    if (scanner.take_word("EXISTS")) return Exists{count};
    const bool is_expunge = scanner.take_word("EXPUNGE");
    if (!is_expunge && !scanner.take_word("FETCH"))
        return Other{std::string(first_word(scanner.rest()))};
    const std::string_view name = is_expunge ? "EXPUNGE" : "FETCH";
    if (count == 0) scanner.fail(Errc::bad_syntax, "message number 0");
    if (is_expunge) return finished(scanner, Expunge{count}, name);
    scanner.expect(' ');
    Fetch fetch = read_fetch(scanner, count);
    return finished(scanner, std::move(fetch), name);
}

Result<Response> parse_untagged(std::string_view line) {
    const std::string_view word = first_word(line);
    if (word.empty()) return Other{};
    if (word.front() >= '0' && word.front() <= '9') return parse_numbered(line);
    if (const std::optional<Condition> condition = condition_of(word)) {
        Result<Status> status = parse_status(*condition, behind_first_word(line));
        if (!status) return status.error();
        return *std::move(status);
    }
    const auto* kind = std::ranges::find_if(
        kKinds, [&](const Kind& known) { return text::iequals(known.name, word); });
    if (kind == kKinds.end()) return Other{std::string(word)};
    Scanner scanner(behind_first_word(line));
    Response response = kind->read(scanner);
    return finished(scanner, std::move(response), kind->name);
}

Result<Response> parse_tagged(std::string_view line) {
    const std::string_view rest = behind_first_word(line);
    const std::optional<Condition> condition = condition_of(first_word(rest));
    if (!condition || *condition == Condition::bye || *condition == Condition::preauth)
        return Error{Errc::bad_syntax, "expected OK, NO or BAD behind a tag"};
    Result<Status> status = parse_status(*condition, behind_first_word(rest));
    if (!status) return status.error();
    return Tagged{.tag = std::string(first_word(line)), .status = *std::move(status)};
}

}  // namespace

Result<Response> parse_response(std::string_view octets) {
    if (!octets.ends_with("\r\n")) return Error{Errc::bad_syntax, "a response without its end"};
    octets.remove_suffix(2);
    const std::string_view start = first_word(octets);
    if (start.empty()) return Other{};
    if (start == "+") return Continuation{std::string(text::trimmed(behind_first_word(octets)))};
    if (start == "*") return parse_untagged(behind_first_word(octets));
    return parse_tagged(octets);
}

bool is_free_text(std::string_view start) {
    if (first_word(start) == "+") return true;
    std::string_view second = first_word(behind_first_word(start));
    second = second.substr(0, second.find('\r'));
    return condition_of(second).has_value();
}

}  // namespace sendpath::imap
