#include "smtp/command.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace sendpath::smtp {
namespace {

struct VerbName {
    std::string_view name;
    Verb verb;
};

constexpr std::array kVerbs{
    VerbName{"HELO", Verb::helo},        VerbName{"EHLO", Verb::ehlo},
    VerbName{"LHLO", Verb::lhlo},        VerbName{"MAIL", Verb::mail},
    VerbName{"RCPT", Verb::rcpt},        VerbName{"DATA", Verb::data},
    VerbName{"RSET", Verb::rset},        VerbName{"NOOP", Verb::noop},
    VerbName{"QUIT", Verb::quit},        VerbName{"HELP", Verb::help},
    VerbName{"VRFY", Verb::vrfy},        VerbName{"STARTTLS", Verb::starttls},
    VerbName{"BDAT", Verb::bdat},        VerbName{"EXPN", Verb::not_offered},
    VerbName{"ETRN", Verb::not_offered}, VerbName{"AUTH", Verb::not_offered},
    VerbName{"TURN", Verb::not_offered}, VerbName{"ATRN", Verb::not_offered},
};

std::string_view first_word(std::string_view line) {
    return line.substr(0, line.find(' '));
}

bool is_keyword_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// Source: RFC 5321 section 4.1.2 (esmtp-param).
Result<Parameter> parse_parameter(std::string_view text) {
    const std::size_t equals = text.find('=');
    Parameter out;
    for (const char c : text.substr(0, equals))
        out.keyword += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    if (out.keyword.empty() || !std::ranges::all_of(out.keyword, is_keyword_letter))
        return Error{Errc::bad_syntax, "a parameter that is none"};
    if (equals == std::string_view::npos) return out;
    out.has_value = true;
    out.value = text.substr(equals + 1);
    return out;
}

/// "FROM:<a@b> SIZE=9" with keyword "FROM:".
Result<Command> parse_mailbox(Verb verb, std::string_view text, std::string_view keyword) {
    if (!text::istarts_with(text, keyword))
        return Error{Errc::bad_syntax, "expected " + std::string(keyword)};
    text = text::trimmed(text.substr(keyword.size()));
    Result<PathAndRest> read = parse_path(text);
    if (!read) return read.error();

    Command command{.verb = verb, .argument = {}, .path = std::move(read->path), .parameters = {}};
    std::string_view rest = read->rest;
    if (!rest.empty() && !rest.starts_with(' '))
        return Error{Errc::bad_syntax, "expected a blank behind the path"};
    for (rest = text::trimmed(rest); !rest.empty(); rest = text::trimmed(rest)) {
        const std::string_view word = first_word(rest);
        Result<Parameter> parameter = parse_parameter(word);
        if (!parameter) return parameter.error();
        command.parameters.push_back(*std::move(parameter));
        rest.remove_prefix(word.size());
    }
    return command;
}

}  // namespace

Verb verb_of(std::string_view line) {
    const std::string_view word = first_word(line);
    const auto* found = std::ranges::find_if(
        kVerbs, [&](const VerbName& known) { return text::iequals(known.name, word); });
    return found == kVerbs.end() ? Verb::unknown : found->verb;
}

Result<Command> parse_command(std::string_view line) {
    constexpr auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    };
    if (std::ranges::any_of(line, is_control))
        return Error{Errc::bad_syntax, "control octet in command"};

    const Verb verb = verb_of(line);
    const std::string_view rest = text::trimmed(line.substr(first_word(line).size()));
    if (verb == Verb::mail) return parse_mailbox(verb, rest, "FROM:");
    if (verb == Verb::rcpt) return parse_mailbox(verb, rest, "TO:");
    return Command{.verb = verb, .argument = std::string(rest), .path = {}, .parameters = {}};
}

}  // namespace sendpath::smtp
