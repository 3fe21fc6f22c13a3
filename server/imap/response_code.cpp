#include "imap/response_code.hpp"

#include "base/text.hpp"
#include "imap/scanner.hpp"
#include "imap/utf8.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace sendpath::imap {
namespace {

/// What follows the word of a code.
enum class Arguments : std::uint8_t {
    none,  ///< or what is not for us
    words,
    message_number,
    modseq,
    one_set,   ///< UIDVALIDITY, then numbers
    two_sets,  ///< UIDVALIDITY, then numbers here and there
};

struct KnownCode {
    std::string_view word;
    CodeName name;
    Arguments arguments = Arguments::none;
};

constexpr std::array kCodes{
    KnownCode{"ALERT", CodeName::alert},
    KnownCode{"ALREADYEXISTS", CodeName::already_exists},
    KnownCode{"APPENDUID", CodeName::append_uid, Arguments::one_set},
    KnownCode{"AUTHENTICATIONFAILED", CodeName::authentication_failed},
    KnownCode{"AUTHORIZATIONFAILED", CodeName::authorization_failed},
    KnownCode{"CANNOT", CodeName::cannot},
    KnownCode{"CAPABILITY", CodeName::capability, Arguments::words},
    KnownCode{"CLOSED", CodeName::closed},
    KnownCode{"CONTACTADMIN", CodeName::contact_admin},
    KnownCode{"COPYUID", CodeName::copy_uid, Arguments::two_sets},
    KnownCode{"EXPIRED", CodeName::expired},
    KnownCode{"HIGHESTMODSEQ", CodeName::highest_modseq, Arguments::modseq},
    KnownCode{"INUSE", CodeName::in_use},
    KnownCode{"LIMIT", CodeName::limit},
    KnownCode{"NOMODSEQ", CodeName::no_modseq},
    KnownCode{"NONEXISTENT", CodeName::nonexistent},
    KnownCode{"NOPERM", CodeName::no_perm},
    KnownCode{"OVERQUOTA", CodeName::over_quota},
    KnownCode{"PRIVACYREQUIRED", CodeName::privacy_required},
    KnownCode{"READ-ONLY", CodeName::read_only},
    KnownCode{"READ-WRITE", CodeName::read_write},
    KnownCode{"SERVERBUG", CodeName::server_bug},
    KnownCode{"TRYCREATE", CodeName::try_create},
    KnownCode{"UIDNEXT", CodeName::uid_next, Arguments::message_number},
    KnownCode{"UIDNOTSTICKY", CodeName::uid_not_sticky},
    KnownCode{"UIDVALIDITY", CodeName::uid_validity, Arguments::message_number},
    KnownCode{"UNAVAILABLE", CodeName::unavailable},
    KnownCode{"UNSEEN", CodeName::unseen, Arguments::message_number},
};

constexpr std::uint64_t kModseqMax = std::numeric_limits<std::int64_t>::max();  // RFC 7162

/// "1:3,7" as an argument.
UidSet uid_set(Scanner& scanner) {
    scanner.expect(' ');
    Result<UidSet> set = UidSet::parse(scanner.word());
    if (set) return *std::move(set);
    scanner.fail(set.error().code, set.error().detail);
    return {};
}

void read_arguments(Scanner& scanner, Arguments arguments, Code& code) {
    if (arguments == Arguments::none) return;
    scanner.expect(' ');
    switch (arguments) {
        case Arguments::none: return;
        case Arguments::words: code.capabilities = Capabilities::of(scanner.rest()); return;
        case Arguments::message_number: code.number = scanner.message_number(); break;
        case Arguments::modseq: code.number = scanner.number(kModseqMax); break;
        case Arguments::one_set:
            code.number = scanner.message_number();
            code.target = uid_set(scanner);
            break;
        case Arguments::two_sets:
            code.number = scanner.message_number();
            code.source = uid_set(scanner);
            code.target = uid_set(scanner);
            if (code.source.count() != code.target.count())
                scanner.fail(Errc::bad_syntax, "expected as many copies as messages");
            break;
    }
    scanner.expect_end();
}

Result<Code> parse_code(std::string_view inside) {
    Scanner scanner(inside);
    const std::string_view word = inside.substr(0, inside.find(' '));
    const auto* known = std::ranges::find_if(
        kCodes, [&](const KnownCode& code) { return text::iequals(code.word, word); });
    if (known == kCodes.end()) return Code{.name = CodeName::other};

    Code code{.name = known->name};
    static_cast<void>(scanner.word());
    read_arguments(scanner, known->arguments, code);
    if (!scanner.failed()) return code;
    if (code.name == CodeName::uid_validity) return scanner.error().within("UIDVALIDITY");
    return Code{.name = CodeName::other};
}

}  // namespace

Result<Status> parse_status(Condition condition, std::string_view words) {
    words = text::trimmed(words);
    Status status{.condition = condition};
    const std::size_t end = words.starts_with('[') ? words.find(']') : std::string_view::npos;
    if (end != std::string_view::npos) {
        Result<Code> code = parse_code(text::trimmed(words.substr(1, end - 1)));
        if (!code) return code.error();
        status.code = *std::move(code);
        words.remove_prefix(end + 1);
    }
    status.text = for_people(words);
    return status;
}

}  // namespace sendpath::imap
