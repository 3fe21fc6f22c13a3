#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/use_future.hpp>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace sendpath::dns {

// Types of records. Source: RFC 1035 section 3.2.2; RFC 3596 section 2.1.
enum Type : int {
    kTypeA = 1,
    kTypeCname = 5,
    kTypePtr = 12,
    kTypeMx = 15,
    kTypeTxt = 16,
    kTypeAaaa = 28
};

// Codes of answers. Source: RFC 1035 section 4.1.1.
enum Code : int { kNoError = 0, kServerFailure = 2, kNoSuchName = 3, kRefused = 5 };

/// What was asked. Source: RFC 1035 section 4.1.
struct Asked {
    std::string id;    ///< two octets
    std::string name;  ///< with dots, lower case
    int type = 0;
    std::string section;  ///< the question as it stands in the message
};
[[nodiscard]] Asked asked_by(const std::string& query);

/// The labels of a name; "" is the root. Octets other than '.' stand for themselves.
[[nodiscard]] std::string labels(std::string_view name);
/// A record about the name that was asked for.
[[nodiscard]] std::string record(int type, std::string_view data);
/// The data of a TXT record of these strings.
[[nodiscard]] std::string strings(const std::vector<std::string>& texts);

struct Reply {
    std::vector<std::string> records;
    int code = kNoError;
    bool cut_off = false;  ///< TC: there is more by TCP
};
[[nodiscard]] std::string message(const Asked& asked, const Reply& reply);

/// A name server on this machine, by UDP alone, that says what a test has it say.
class NameServer {
public:
    explicit NameServer(boost::asio::io_context& io);

    [[nodiscard]] std::string address() const;

    /// Has `name` have one more record; what it does not have is denied (NXDOMAIN).
    void put(const std::string& name, int type, const std::string& data);

    /// The datagrams for a question, in place of what was put.
    std::function<std::vector<std::string>(const Asked& asked)> answers;

    std::vector<Asked> questions;  ///< that came

private:
    void receive();
    [[nodiscard]] std::vector<std::string> answers_to(const Asked& asked) const;

    boost::asio::ip::udp::socket socket_;
    boost::asio::ip::udp::endpoint who_;
    std::array<char, 4096> buffer_{};
    std::map<std::pair<std::string, int>, std::vector<std::string>> records_;
};

/// Runs `io` until `task` has come to its end, and gives what it gave.
template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> task) {
    auto whole = [&io, &task]() -> boost::asio::awaitable<T> {
        struct Stop {
            boost::asio::io_context& io;
            ~Stop() { io.stop(); }
        } stop{io};
        co_return co_await std::move(task);
    };
    auto result = boost::asio::co_spawn(io, whole, boost::asio::use_future);
    io.restart();
    io.run();
    io.restart();
    io.poll();
    return result.get();
}

}  // namespace sendpath::dns
