#pragma once

#include "imap/capabilities.hpp"
#include "imap/uid_set.hpp"

#include <optional>
#include <variant>

namespace sendpath::imap {

enum class Condition : std::uint8_t { ok, no, bad, preauth, bye };

/// The word in brackets that tells a program what the text tells people.
enum class CodeName : std::uint8_t {
    none,
    alert,
    already_exists,
    append_uid,
    authentication_failed,
    authorization_failed,
    cannot,
    capability,
    closed,
    contact_admin,
    copy_uid,
    expired,
    highest_modseq,
    in_use,
    limit,
    no_modseq,
    no_perm,
    nonexistent,
    over_quota,
    privacy_required,
    read_only,
    read_write,
    server_bug,
    try_create,
    uid_next,
    uid_not_sticky,
    uid_validity,
    unavailable,
    unseen,
    other,  ///< one that this program has no use for
};

/// A response code. Source: RFC 9051 section 7.1; RFC 5530; RFC 7162.
struct Code {
    CodeName name = CodeName::none;
    /// Of uid_validity, uid_next, highest_modseq and unseen; of copy_uid and append_uid the
    /// UIDVALIDITY of the folder they went to.
    std::uint64_t number = 0;
    UidSet source;              ///< of copy_uid: those that were copied or moved
    UidSet target;              ///< of copy_uid and append_uid: their numbers there
    Capabilities capabilities;  ///< of capability

    friend bool operator==(const Code&, const Code&) = default;
};

/// The outcome of a command, or news of the whole connection.
struct Status {
    Condition condition = Condition::ok;
    Code code;
    std::string text;  ///< for people, as for_people() has it

    friend bool operator==(const Status&, const Status&) = default;
};

/// The end of one command.
struct Tagged {
    std::string tag;
    Status status;

    friend bool operator==(const Tagged&, const Tagged&) = default;
};

/// "+": the server waits for the rest of a command.
struct Continuation {
    std::string text;  ///< words, or the challenge of a login in base64

    friend bool operator==(const Continuation&, const Continuation&) = default;
};

/// How many messages the folder holds.
struct Exists {
    std::uint32_t count = 0;

    friend bool operator==(const Exists&, const Exists&) = default;
};

/// A message went; those behind it have moved up.
struct Expunge {
    std::uint32_t sequence = 0;

    friend bool operator==(const Expunge&, const Expunge&) = default;
};

/// A message's octets, or a slice of them.
struct Body {
    std::optional<std::uint64_t> origin;  ///< where the slice begins; none: it is the whole
    std::optional<std::string> octets;    ///< none: NIL, the server has nothing to give

    friend bool operator==(const Body&, const Body&) = default;
};

/// What is told of one message: an answer, or news that nobody asked for.
struct Fetch {
    std::uint32_t sequence = 0;
    std::optional<Uid> uid;
    std::optional<std::vector<std::string>> flags;  ///< as written: "\Deleted", "$Junk"
    std::optional<std::uint64_t> size;              ///< RFC822.SIZE, which may be wrong
    std::optional<std::uint64_t> modseq;
    std::optional<Body> body;

    friend bool operator==(const Fetch&, const Fetch&) = default;
};

/// One folder of LIST.
struct Listed {
    std::string name;                       ///< as it is on the wire
    char separator = '\0';                  ///< NUL: NIL, there are no levels
    std::vector<std::string> attributes{};  ///< lower case: "\trash", "\noselect"

    friend bool operator==(const Listed&, const Listed&) = default;
};

/// Where a kind of folders begins.
struct Namespace {
    std::string prefix;
    char separator = '\0';  ///< NUL: NIL

    friend bool operator==(const Namespace&, const Namespace&) = default;
};

/// Source: RFC 2342.
struct Namespaces {
    std::vector<Namespace> personal;
    std::vector<Namespace> foreign;  ///< of other users, and shared

    friend bool operator==(const Namespaces&, const Namespaces&) = default;
};

/// What STATUS tells of a folder that need not be open.
struct FolderStatus {
    std::string name;  ///< as it is on the wire
    std::optional<std::uint64_t> messages;
    std::optional<std::uint64_t> uid_next;
    std::optional<std::uint64_t> uid_validity;
    std::optional<std::uint64_t> highest_modseq;

    friend bool operator==(const FolderStatus&, const FolderStatus&) = default;
};

/// The answer to SEARCH, in its old form or as ESEARCH (RFC 4731).
struct Found {
    bool extended = false;  ///< ESEARCH
    bool by_uid = false;    ///< ESEARCH says so; the old form does not tell
    std::string tag;        ///< of the command it answers; ESEARCH only
    UidSet all;
    std::optional<std::uint64_t> count;

    friend bool operator==(const Found&, const Found&) = default;
};

/// What ENABLE switched on.
struct Enabled {
    Capabilities extensions;

    friend bool operator==(const Enabled&, const Enabled&) = default;
};

/// Untagged data that this program has no use for, an empty line included.
struct Other {
    std::string name;  ///< upper case; empty for an empty line

    friend bool operator==(const Other&, const Other&) = default;
};

/// One response. A Status here is an untagged one; a greeting is nothing else.
using Response = std::variant<Other, Tagged, Continuation, Status, Capabilities, Enabled, Exists,
                              Expunge, Fetch, Listed, Namespaces, FolderStatus, Found>;

}  // namespace sendpath::imap
