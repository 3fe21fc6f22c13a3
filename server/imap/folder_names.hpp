#pragma once

#include "imap/response.hpp"

namespace sendpath::imap {

/// Octets of a folder's name on the wire; what servers take is less or not told.
inline constexpr std::size_t kFolderNameMax = 1'000;

/// Between the names of our settings and those of one server. Ours are UTF-8 with "/" between
/// levels: "DMARC/Processed". A server has a separator of its own or none, may keep all folders of
/// a user below a prefix ("INBOX."), and codes what is no ASCII.
class FolderNames {
public:
    /// @param namespaces  as the server told them; without any, as LIST "" "" did
    /// @param utf8        after ENABLE UTF8=ACCEPT, or where only IMAP4rev2 is spoken
    FolderNames(Namespaces namespaces, bool utf8);

    /// The name on the wire. The prefix is put before it unless it is there, and never before
    /// INBOX or the folders of others. A name that is written in the server's own way, separator
    /// and prefix included, stays what it is. Where there are no levels, "/" is a letter.
    /// Errors: bad_syntax (an empty level; control octets; no UTF-8), too_large.
    [[nodiscard]] Result<std::string> on_wire(std::string_view folder) const;

    /// The same for servers on which a folder with messages can have none below it: one level,
    /// "DMARC-Processed".
    [[nodiscard]] Result<std::string> flat_on_wire(std::string_view folder) const;

    /// For people: levels by "/", the prefix kept, letters as they are. What cannot be read stays
    /// as it is.
    [[nodiscard]] std::string shown(std::string_view wire_name) const;

private:
    [[nodiscard]] const Namespace& home() const;
    [[nodiscard]] const Namespace* foreign_home_of(std::string_view folder) const;
    [[nodiscard]] Result<std::string> coded(std::string_view name) const;

    Namespaces namespaces_;  // their prefixes decoded
    bool utf8_;
};

/// Whether two names on the wire are one folder: INBOX is so in any case.
/// Source: RFC 9051 section 5.1.
[[nodiscard]] bool is_same_folder(std::string_view one, std::string_view other);

}  // namespace sendpath::imap
