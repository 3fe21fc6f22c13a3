#include "app/password_prompt.hpp"

#include "base/password.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>

namespace sendpath::app {
namespace {

/// The terminal shows nothing that is typed, as long as this lives. Ctrl-C is a character like
/// others meanwhile, which no password has, so that no end of ours leaves the terminal silent.
class Hidden {
public:
    Hidden() : hidden_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        hidden_ = hidden_ && tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    Hidden(const Hidden&) = delete;
    Hidden& operator=(const Hidden&) = delete;
    ~Hidden() {
        if (hidden_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

    [[nodiscard]] explicit operator bool() const { return hidden_; }

private:
    termios before_{};
    bool hidden_;
};

/// A line of the input without its end; one octet more than a password may have at most.
Result<std::string> read_line() {
    std::string line;
    int c = std::getchar();
    if (c == EOF) return Error{Errc::io, "no password came on the input"};
    for (; c != EOF && c != '\n' && line.size() <= kPasswordMax; c = std::getchar())
        line += static_cast<char>(c);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

Result<std::string> asked_for(const std::string& question) {
    fmt::print(stderr, "{}: ", question);
    Result<std::string> line = read_line();
    fmt::print(stderr, "\n");
    return line;
}

Result<std::string> from_terminal(std::string_view name) {
    const Hidden hidden;
    if (!hidden) return Error{Errc::io, "this terminal cannot hide a password"};
    Result<std::string> first = asked_for(fmt::format("New password for {}", name));
    if (!first) return first;
    if (const auto sound = check_new_password(*first); !sound) return sound.error();
    const Result<std::string> again = asked_for("The same once more");
    if (!again) return again.error();
    if (*first != *again) return Error{Errc::bad_syntax, "the two are not the same"};
    return first;
}

}  // namespace

Result<std::string> new_password(std::string_view name) {
    if (isatty(STDIN_FILENO) == 1) return from_terminal(name);
    Result<std::string> line = read_line();
    if (!line) return line;
    if (const auto sound = check_new_password(*line); !sound) return sound.error();
    return line;
}

}  // namespace sendpath::app
