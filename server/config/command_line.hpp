#pragma once

#include "base/result.hpp"
#include "config/setting.hpp"

#include <cstddef>
#include <cstdint>

namespace sendpath::config {

/// What the program ends with. The texts of --help tell them; scripts build on them, so the numbers
/// never change.
enum class ExitCode : std::uint8_t {
    ok = 0,
    not_all_read = 1,    ///< something could not be read, or was held
    usage = 2,           ///< wrong usage or configuration
    store_failed = 3,    ///< the store cannot be opened, or is damaged
    system_failed = 4,   ///< disk full, or reading or writing failed
    mailbox_failed = 5,  ///< imap test came to no good end
    not_ready = 6,       ///< healthcheck got no answer, or not a good one
};

enum class Subcommand : std::uint8_t {
    serve,
    import_files,
    decode_files,
    check,
    backup,
    restore,
    reprocess,
    imap_test,
    healthcheck,
    user_add,
    user_list,
    user_remove,
    user_password,
    token_add,
    token_list,
    token_revoke,
    version,
    help,  ///< asked for by --help; CommandLine::text has it
};

/// What was asked for on the command line.
struct CommandLine {
    Subcommand subcommand = Subcommand::help;
    std::string config_file;         ///< --config; empty when not given
    std::vector<Setting> overrides;  ///< --store and --listen, for Sources::flags
    std::vector<std::string> paths;  ///< of import and decode, at least one
    std::string file;                ///< of backup and restore: the copy
    bool json = false;               ///< decode --json
    bool held_only = false;          ///< reprocess --held
    std::string account;             ///< of imap test
    std::string name;                ///< of user and token
    std::string role = "admin";      ///< user add --role: "admin" or "viewer"
    std::string scope = "read";      ///< token add --scope: "read", "ingest" or "admin"
    std::uint64_t days = 0;          ///< token add --days; 0: good until it is revoked
    std::int64_t token = 0;          ///< token revoke
    std::size_t jobs = 0;            ///< import --jobs; 0: one less than the machine has cores
    std::string text;                ///< for help and version: print it and end with ok
};

/// The most threads --jobs takes: more decoders than any writer can follow.
constexpr std::size_t kMostJobs = 256;

/// The longest life of a token, in days: what is to last longer has no end.
constexpr std::uint64_t kMostDays = 3'650;

/// Reads the arguments of main(). Prints nothing and never ends the program.
/// Errors: bad_syntax, with what to print on stderr before ending with ExitCode::usage.
[[nodiscard]] Result<CommandLine> parse_command_line(int argc, const char* const* argv,
                                                     std::string_view version);

}  // namespace sendpath::config
