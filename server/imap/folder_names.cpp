#include "imap/folder_names.hpp"

#include "base/text.hpp"
#include "imap/modified_utf7.hpp"
#include "imap/utf8.hpp"

#include <algorithm>

namespace sendpath::imap {
namespace {

constexpr std::string_view kInbox = "INBOX";

std::string with_separator(std::string_view folder, char separator) {
    std::string out(folder);
    if (separator != '\0') std::ranges::replace(out, '/', separator);
    return out;
}

/// `text` without `prefix`, whose "INBOX" is so in any case; nothing when it is not there.
std::optional<std::string_view> behind_prefix(std::string_view text, std::string_view prefix) {
    const std::size_t any_case = text::istarts_with(prefix, kInbox) ? kInbox.size() : 0;
    if (!text::istarts_with(text, prefix.substr(0, any_case))) return std::nullopt;
    if (!text.substr(any_case).starts_with(prefix.substr(any_case))) return std::nullopt;
    return text.substr(prefix.size());
}

/// "INBOX" alone, or as the first level.
bool is_at_inbox(std::string_view name, char separator) {
    if (!text::istarts_with(name, kInbox)) return false;
    return name.size() == kInbox.size() || name[kInbox.size()] == separator;
}

Result<void> check_levels(std::string_view folder) {
    if (folder.empty() || folder.starts_with('/') || folder.ends_with('/') ||
        folder.find("//") != std::string_view::npos)
        return Error{Errc::bad_syntax, "a folder name with an empty level"};
    if (std::ranges::any_of(
            folder, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return Error{Errc::bad_syntax, "a folder name with control octets"};
    return {};
}

void decode_prefixes(std::vector<Namespace>& namespaces) {
    for (Namespace& one : namespaces)
        if (Result<std::string> decoded = from_modified_utf7(one.prefix)) one.prefix = *decoded;
}

}  // namespace

FolderNames::FolderNames(Namespaces namespaces, bool utf8)
    : namespaces_(std::move(namespaces)), utf8_(utf8) {
    if (utf8_) return;
    decode_prefixes(namespaces_.personal);
    decode_prefixes(namespaces_.foreign);
}

Result<std::string> FolderNames::on_wire(std::string_view folder) const {
    const Result<void> sound = check_levels(folder);
    if (!sound) return sound.error();
    if (text::iequals(folder, kInbox)) return std::string(kInbox);

    if (const Namespace* foreign = foreign_home_of(folder))
        return coded(with_separator(folder, foreign->separator));
    const Namespace& own = home();
    const std::string name = with_separator(folder, own.separator);
    const bool complete = is_at_inbox(name, own.separator) || behind_prefix(name, own.prefix);
    return coded(complete ? name : own.prefix + name);
}

Result<std::string> FolderNames::flat_on_wire(std::string_view folder) const {
    std::string flat(folder);
    const Result<void> sound = check_levels(folder);
    if (!sound) return sound.error();
    std::ranges::replace(flat, '/', '-');
    return on_wire(flat);
}

std::string FolderNames::shown(std::string_view wire_name) const {
    const Result<std::string> decoded =
        utf8_ ? Result<std::string>(std::string(wire_name)) : from_modified_utf7(wire_name);
    std::string out = decoded ? *decoded : std::string(wire_name);
    const char separator = home().separator;
    if (separator != '\0') std::ranges::replace(out, separator, '/');
    return out;
}

const Namespace& FolderNames::home() const {
    static const Namespace none;
    return namespaces_.personal.empty() ? none : namespaces_.personal.front();
}

/// The namespace of others that `folder` is in, written either way.
const Namespace* FolderNames::foreign_home_of(std::string_view folder) const {
    const auto holds = [&](const Namespace& one) {
        return !one.prefix.empty() &&
               behind_prefix(with_separator(folder, one.separator), one.prefix);
    };
    const auto found = std::ranges::find_if(namespaces_.foreign, holds);
    return found == namespaces_.foreign.end() ? nullptr : &*found;
}

Result<std::string> FolderNames::coded(std::string_view name) const {
    Result<std::string> out = std::string(name);
    if (!utf8_)
        out = to_modified_utf7(name);
    else if (!is_utf8(name))
        out = Error{Errc::bad_syntax, "a name that is no UTF-8"};
    if (!out) return out.error().within("folder name");
    if (out->size() > kFolderNameMax)
        return Error{Errc::too_large, "a folder name over 1000 octets"};
    return out;
}

bool is_same_folder(std::string_view one, std::string_view other) {
    return one == other || (text::iequals(one, kInbox) && text::iequals(other, kInbox));
}

}  // namespace sendpath::imap
