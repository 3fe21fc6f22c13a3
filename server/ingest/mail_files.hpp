#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <vector>

namespace sendpath::ingest {

/// A regular file that may hold mail or reports.
struct MailFile {
    std::filesystem::path path;
    std::uint64_t size = 0;
};

/// All regular files that `paths` name or hold, in path order: files as they are, folders with all
/// below them (a Maildir's tmp/ left out, and hidden files). Symbolic links to folders are not
/// followed, so that no loop can trap it.
/// Errors: io, naming the path: missing, unreadable, or a folder without any file.
[[nodiscard]] Result<std::vector<MailFile>> mail_files(
    const std::vector<std::filesystem::path>& paths);

/// Reads `file` and hands over one mail, archive or document after the other with a name for people
/// ("report.eml", "year.mbox#12"); an mbox is cut into its mails without being loaded whole.
/// `take` returns false to stop. A mail over `limit` octets comes with its first `limit` octets and
/// its `whole` size, which of a mail in an mbox is only known to be more. Errors: io.
[[nodiscard]] Result<void> each_mail(
    const MailFile& file, std::size_t limit,
    const std::function<bool(std::string octets, std::string name, std::uint64_t whole)>& take);

}  // namespace sendpath::ingest
