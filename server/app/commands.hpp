#pragma once

#include "app/settings_reload.hpp"
#include "config/command_line.hpp"
#include "config/config.hpp"

namespace sendpath::app {

// Each runs one subcommand to its end, prints for people on stderr and results on stdout.

/// @param sources  what `config` was made of
/// @param reread   gives them as they are later, when SIGHUP says that they may have changed
[[nodiscard]] config::ExitCode serve(const config::Config& config, const config::Sources& sources,
                                     SettingsReload::Reread reread);
[[nodiscard]] config::ExitCode import_files(const config::CommandLine& line,
                                            const config::Config& config);
[[nodiscard]] config::ExitCode decode_files(const config::CommandLine& line,
                                            const config::Config& config);
[[nodiscard]] config::ExitCode check(const config::Config& config);
[[nodiscard]] config::ExitCode backup(const config::CommandLine& line,
                                      const config::Config& config);
[[nodiscard]] config::ExitCode restore(const config::CommandLine& line,
                                       const config::Config& config);
[[nodiscard]] config::ExitCode reprocess(const config::CommandLine& line,
                                         const config::Config& config);
[[nodiscard]] config::ExitCode healthcheck(const config::Config& config);
[[nodiscard]] config::ExitCode test_imap(const config::CommandLine& line,
                                         const config::Config& config);

[[nodiscard]] config::ExitCode add_user(const config::CommandLine& line,
                                        const config::Config& config);
[[nodiscard]] config::ExitCode change_password(const config::CommandLine& line,
                                               const config::Config& config);
[[nodiscard]] config::ExitCode remove_user(const config::CommandLine& line,
                                           const config::Config& config);
[[nodiscard]] config::ExitCode list_users(const config::Config& config);
[[nodiscard]] config::ExitCode add_token(const config::CommandLine& line,
                                         const config::Config& config);
[[nodiscard]] config::ExitCode revoke_token(const config::CommandLine& line,
                                            const config::Config& config);
[[nodiscard]] config::ExitCode list_tokens(const config::Config& config);

}  // namespace sendpath::app
