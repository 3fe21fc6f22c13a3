#pragma once

#include "ingest/mail_files.hpp"
#include "ingest/outcome.hpp"
#include "ingest/prepare.hpp"
#include "store/writer.hpp"

#include <atomic>

namespace sendpath::ingest {

/// How far an import has come; read by another thread while it runs.
struct ImportProgress {
    std::atomic<std::uint64_t> octets{0};  ///< of files, read or given up
    std::atomic<std::uint64_t> mails{0};   ///< on disk in the store
    std::atomic<bool> stop{false};         ///< set it to end after the mails that are under way
};

struct ImportResult {
    Tally tally;
    std::vector<std::string> unreadable;  ///< files that could not be read, with the reason
};

/// Takes in all mails of `files`: `threads` read and decode, the writer commits in groups. Since
/// the files are durable themselves, each mail and its reports are one commit; what was here before
/// adds nothing, so an import that was cut off is simply run again. Errors: io (the store failed:
/// disk full, ...; what was committed stays and is whole).
[[nodiscard]] Result<ImportResult> bulk_import(const std::vector<MailFile>& files,
                                               store::Writer& writer, const Reading& reading,
                                               unsigned threads, Seconds now,
                                               ImportProgress& progress);

/// Groups as an import wants them: large, since nobody waits for a single one.
[[nodiscard]] store::Grouping import_grouping();

}  // namespace sendpath::ingest
