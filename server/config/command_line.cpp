#include "config/command_line.hpp"

#include <CLI/CLI.hpp>

#include <sstream>
#include <tuple>
#include <utility>

namespace sendpath::config {
namespace {

constexpr const char* kExitCodes = R"(Exit codes:
  0  all went well
  1  something could not be read, or was held
  2  wrong usage or configuration
  3  the store cannot be opened, or is damaged
  4  the disk is full, or reading or writing failed
  5  the mailbox cannot be read (imap test)
  6  the server is not ready (healthcheck))";

/// The places the options write to, beside the CommandLine itself.
struct Given {
    std::string store;
    std::vector<std::string> listen;
    std::vector<std::string> smtp;
};

CLI::App* add(CLI::App& app, const char* name, const char* description) {
    CLI::App* subcommand = app.add_subcommand(name, description);
    subcommand->footer(kExitCodes);
    return subcommand;
}

void add_paths(CLI::App& subcommand, CommandLine& line, const char* description) {
    subcommand.add_option("paths", line.paths, description)->required()->type_name("PATH");
}

void add_store(CLI::App& subcommand, Given& given) {
    subcommand.add_option("--store", given.store, "The store; wins over store.path")
        ->type_name("FILE");
}

void define_imap(CLI::App& app, CommandLine& line) {
    CLI::App* imap = add(app, "imap", "Look after the mailboxes that are polled");
    imap->require_subcommand(0, 1);
    CLI::App* test = add(*imap, "test", "Log in to a mailbox step by step; tells where it fails");
    test->add_option("account", line.account, "The name of an account of [[imap]]")
        ->required()
        ->type_name("ACCOUNT");
}

void add_name(CLI::App& subcommand, CommandLine& line, const char* description) {
    subcommand.add_option("name", line.name, description)->required()->type_name("NAME");
}

void define_users(CLI::App& app, CommandLine& line, Given& given) {
    CLI::App* user = add(app, "user", "Look after the accounts of people who log in");
    user->require_subcommand(0, 1);
    CLI::App* made = add(*user, "add", "Make an account; asks for a password, or reads a line");
    made->add_option("--role", line.role, "What it may do: a viewer changes nothing")
        ->check(CLI::IsMember({"admin", "viewer"}))
        ->capture_default_str();
    add_name(*made, line, "ASCII letters, digits and . _ - @ +");
    CLI::App* password = add(*user, "password", "Give an account a new password; logs it out");
    add_name(*password, line, "The account");
    CLI::App* remove = add(*user, "remove", "Remove an account with its sessions and tokens");
    add_name(*remove, line, "The account");
    CLI::App* list = add(*user, "list", "List the accounts");
    for (CLI::App* each : {made, password, remove, list}) add_store(*each, given);
}

void define_tokens(CLI::App& app, CommandLine& line, Given& given) {
    CLI::App* token = add(app, "token", "Look after the tokens by which programs use the API");
    token->require_subcommand(0, 1);
    CLI::App* made = add(*token, "add", "Make a token and print it; it is shown only once");
    made->add_option("--scope", line.scope, "read: see everything; ingest: upload; admin: all")
        ->check(CLI::IsMember({"read", "ingest", "admin"}))
        ->capture_default_str();
    made->add_option("--days", line.days, "After how many days it ends; 0: never")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t(0), kMostDays));
    add_name(*made, line, "What it is for: ASCII letters, digits and . _ - @ +");
    CLI::App* revoke = add(*token, "revoke", "End a token at once");
    revoke->add_option("id", line.token, "Its number, as the list has it")
        ->required()
        ->type_name("ID");
    CLI::App* list = add(*token, "list", "List the tokens, without what they are");
    for (CLI::App* each : {made, revoke, list}) add_store(*each, given);
}

void define(CLI::App& app, CommandLine& line, Given& given) {
    // None at all is told by parse_command_line(): the library would tell it before a misspelt one.
    app.require_subcommand(0, 1);
    app.fallthrough();  // so that --config may stand behind the subcommand as well
    app.footer(kExitCodes);
    app.add_option("--config", line.config_file, "The configuration, a TOML file")
        ->type_name("FILE");

    CLI::App* serve =
        add(app, "serve", "Serve the SMTP sink, the dashboard and the REST API; poll mailboxes");
    add_store(*serve, given);
    serve->add_option("--listen", given.listen, "Where HTTP listens; wins over http.listen")
        ->type_name("ADDRESS:PORT");
    serve->add_option("--smtp", given.smtp, "Where the SMTP sink listens; wins over smtp.listen")
        ->type_name("ADDRESS:PORT");

    CLI::App* import_files = add(app, "import", "Take report mails, archives and folders of them");
    add_store(*import_files, given);
    import_files
        ->add_option("--jobs", line.jobs, "Threads that decode; 0: one for each core but one")
        ->type_name("N")
        ->check(CLI::Range(std::size_t(0), kMostJobs));
    add_paths(*import_files, line, "Files and folders");

    CLI::App* decode_files = add(app, "decode", "Show what is in a mail or report; stores nothing");
    decode_files->add_flag("--json", line.json, "Print JSON, one object for each file");
    add_paths(*decode_files, line, "Files");

    add_store(*add(app, "check", "Verify that the store's totals equal its records"), given);

    const auto add_copy = [&](const char* name, const char* description, const char* what) {
        CLI::App* subcommand = add(app, name, description);
        add_store(*subcommand, given);
        subcommand->add_option("file", line.file, what)->required()->type_name("FILE");
    };
    add_copy("backup", "Copy the store, also while a server is at work on it",
             "Where the copy goes; nothing may be there");
    add_copy("restore", "Put a copy in the place of the store, where none may be", "The copy");

    CLI::App* reprocess = add(app, "reprocess", "Decode stored mails again, after an upgrade");
    add_store(*reprocess, given);
    reprocess->add_flag("--held", line.held_only, "Only those that were held");

    add(app, "healthcheck", "Ask the server of this configuration whether it is ready")
        ->add_option("--listen", given.listen, "Where HTTP listens; wins over http.listen")
        ->type_name("ADDRESS:PORT");

    define_imap(app, line);
    define_users(app, line, given);
    define_tokens(app, line, given);
    add(app, "version", "Print the version");
}

Subcommand chosen(const CLI::App& app) {
    constexpr std::pair<const char*, Subcommand> names[] = {
        {"serve", Subcommand::serve},         {"import", Subcommand::import_files},
        {"decode", Subcommand::decode_files}, {"check", Subcommand::check},
        {"backup", Subcommand::backup},       {"restore", Subcommand::restore},
        {"reprocess", Subcommand::reprocess}, {"healthcheck", Subcommand::healthcheck},
        {"version", Subcommand::version}};
    for (const auto& [name, subcommand] : names)
        if (app.got_subcommand(name)) return subcommand;
    constexpr std::tuple<const char*, const char*, Subcommand> pairs[] = {
        {"imap", "test", Subcommand::imap_test},
        {"user", "add", Subcommand::user_add},
        {"user", "list", Subcommand::user_list},
        {"user", "remove", Subcommand::user_remove},
        {"user", "password", Subcommand::user_password},
        {"token", "add", Subcommand::token_add},
        {"token", "list", Subcommand::token_list},
        {"token", "revoke", Subcommand::token_revoke}};
    for (const auto& [name, below, subcommand] : pairs)
        if (app.got_subcommand(name) && app.get_subcommand(name)->got_subcommand(below))
            return subcommand;
    return Subcommand::help;
}

}  // namespace

Result<CommandLine> parse_command_line(int argc, const char* const* argv,
                                       std::string_view version) {
    CommandLine line;
    Given given;
    CLI::App app("Sendpath " + std::string(version) +
                     ": which of your sending paths fail SPF, DKIM or alignment, and why",
                 "sendpath");
    define(app, line, given);
    // The library tells help and mistakes alike by exceptions; they go no further than here.
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& told) {
        std::ostringstream out;
        std::ostringstream err;
        const int code = app.exit(told, out, err);
        if (code != 0) return Error{Errc::bad_syntax, err.str()};
        line.subcommand = Subcommand::help;
        line.text = out.str();
        return line;
    }
    line.subcommand = chosen(app);
    if (line.subcommand == Subcommand::help)
        return Error{Errc::bad_syntax,
                     "A subcommand is required.\nRun with --help for more information.\n"};
    if (line.subcommand == Subcommand::version)
        line.text = "sendpath " + std::string(version) + "\n";
    if (!given.store.empty())
        line.overrides.push_back({"store.path", "--store", given.store, std::nullopt});
    if (!given.listen.empty())
        line.overrides.push_back({"http.listen", "--listen", given.listen, std::nullopt});
    if (!given.smtp.empty())
        line.overrides.push_back({"smtp.listen", "--smtp", given.smtp, std::nullopt});
    return line;
}

}  // namespace sendpath::config
