#include "app/commands.hpp"
#include "config/gather.hpp"
#include "config/load.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <system_error>

namespace {

using namespace sendpath;
using config::ExitCode;

ExitCode usage(const Error& error) {
    fmt::print(stderr, "sendpath: {}\n", error.detail);
    return ExitCode::usage;
}

ExitCode run(int argc, const char* const* argv) {
    const auto line = config::parse_command_line(argc, argv, SENDPATH_VERSION);
    if (!line) return usage(line.error());
    if (line->subcommand == config::Subcommand::help ||
        line->subcommand == config::Subcommand::version) {
        fmt::print("{}", line->text);
        return ExitCode::ok;
    }
    const auto sources = config::gather(*line, environ);
    if (!sources) return usage(sources.error());
    const auto config = config::load(*sources);
    if (!config) return usage(config.error());
    switch (line->subcommand) {
        case config::Subcommand::serve:
            return app::serve(*config, *sources, [&] { return config::gather(*line, environ); });
        case config::Subcommand::import_files: return app::import_files(*line, *config);
        case config::Subcommand::decode_files: return app::decode_files(*line, *config);
        case config::Subcommand::check: return app::check(*config);
        case config::Subcommand::backup: return app::backup(*line, *config);
        case config::Subcommand::restore: return app::restore(*line, *config);
        case config::Subcommand::reprocess: return app::reprocess(*line, *config);
        case config::Subcommand::healthcheck: return app::healthcheck(*config);
        case config::Subcommand::imap_test: return app::test_imap(*line, *config);
        case config::Subcommand::user_add: return app::add_user(*line, *config);
        case config::Subcommand::user_list: return app::list_users(*config);
        case config::Subcommand::user_remove: return app::remove_user(*line, *config);
        case config::Subcommand::user_password: return app::change_password(*line, *config);
        case config::Subcommand::token_add: return app::add_token(*line, *config);
        case config::Subcommand::token_list: return app::list_tokens(*config);
        case config::Subcommand::token_revoke: return app::revoke_token(*line, *config);
        case config::Subcommand::version:
        case config::Subcommand::help: break;
    }
    return ExitCode::usage;
}

/// Tells that what was printed did not arrive. A reader that had enough (`sendpath ... | head`)
/// knows.
ExitCode not_printed(const std::error_code& problem) {
    if (problem != std::errc::broken_pipe)
        fmt::print(stderr, "sendpath: what it printed could not be written: {}\n",
                   problem.message());
    return ExitCode::system_failed;
}

/// What is printed stays in a buffer until here: a full disk is not to pass for success.
ExitCode run_and_print(int argc, const char* const* argv) {
    try {
        const ExitCode code = run(argc, argv);
        if (std::fflush(stdout) == 0) return code;
        return not_printed({errno, std::generic_category()});
    } catch (const std::system_error& problem) {
        if (std::ferror(stdout) == 0) throw;
        return not_printed(problem.code());
    }
}

}  // namespace

int main(int argc, char** argv) {
    // A closed pipe or connection is an error of that write, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): it cannot fail for this signal
    try {
        return static_cast<int>(run_and_print(argc, argv));
    } catch (const std::exception& problem) {
        std::fputs("sendpath: out of memory or a mistake in the program: ", stderr);
        std::fputs(problem.what(), stderr);
        std::fputs("\n", stderr);
        return static_cast<int>(ExitCode::system_failed);
    }
}
