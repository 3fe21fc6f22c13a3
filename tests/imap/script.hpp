#pragma once

#include "imap/response_reader.hpp"
#include "imap/running_command.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {

/// A server by the book: what it says, what must be sent to it, in order.
///
///     "S: * OK ready"    the server says so; CRLF is added
///     "C: S1 CAPABILITY" exactly this was sent since the last such line
///     "TLS"              a handshake is wanted, and made
///     "DONE"             it has come about
///     "STOP said_bye"    it was given up for that
using Script = std::vector<std::string>;

/// Plays `script` to `machine`, whose first step, if it has one, was `step`. Returns all that a log
/// would show.
template <class Machine>
std::string play(Machine& machine, const Script& script, Step step = {}) {
    ResponseReader reader;
    std::string sent;
    std::string log;
    const auto take = [&](Step next) {
        sent += next.send;
        log += next.shown + '\n';
        step = std::move(next);
    };
    take(step);
    for (const std::string& line : script) {
        SCOPED_TRACE(line);
        if (line.starts_with("S: ")) {
            EXPECT_EQ(step.next, Next::hear);
            const std::string octets = line.substr(3) + "\r\n";
            for (std::size_t at = 0; at < octets.size();) {
                const Result<std::size_t> taken = reader.feed(std::string_view(octets).substr(at));
                at += *taken;
                if (reader.complete()) take(machine.hear(reader.take()));
            }
        } else if (line.starts_with("C: ")) {
            EXPECT_EQ(std::exchange(sent, {}), line.substr(3) + "\r\n");
        } else if (line == "TLS") {
            EXPECT_EQ(step.next, Next::handshake);
            if constexpr (requires { machine.secured(); }) take(machine.secured());
        } else if (line == "DONE") {
            EXPECT_EQ(step.next, Next::done);
        } else {
            EXPECT_EQ(step.next, Next::give_up);
            EXPECT_TRUE(machine.failure());
            if (machine.failure())
                EXPECT_EQ("STOP " + std::string(name(machine.failure()->trouble)), line);
        }
    }
    EXPECT_EQ(sent, "");
    return log;
}

}  // namespace sendpath::imap
