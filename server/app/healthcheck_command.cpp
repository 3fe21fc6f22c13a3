#include "app/commands.hpp"
#include "app/own_port.hpp"
#include "net/connect.hpp"
#include "net/tcp_wire.hpp"

#include <fmt/format.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <chrono>

namespace sendpath::app {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;

constexpr auto kPatience = std::chrono::seconds(5);  // a server that hangs is as bad as none
constexpr std::size_t kLargestAnswer = std::size_t{64} << 10U;  // octets

using Answer = Result<beast_http::response<beast_http::string_body>>;

Answer read_answer(std::string_view octets) {
    beast_http::response_parser<beast_http::string_body> parser;
    parser.eager(true);
    boost::system::error_code broken;
    parser.put(asio::buffer(octets), broken);
    if (!broken && !parser.is_done()) parser.put_eof(broken);
    if (broken || !parser.is_done()) return Error{Errc::bad_syntax, "this is no answer of HTTP"};
    return parser.release();
}

asio::awaitable<Answer> ask(asio::ip::tcp::endpoint where, std::string target) {
    const auto until = net::Wire::Clock::now() + kPatience;
    std::vector<asio::ip::tcp::endpoint> endpoints{where};
    auto socket = co_await net::connect(std::move(endpoints), until);
    if (!socket) co_return socket.error();
    net::TcpWire wire(*std::move(socket), net::TlsTrust());
    const std::string request = fmt::format(
        "GET {} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", target, where.port());
    const Result<void> written = co_await wire.write(request, until);
    if (!written) co_return written.error();
    std::string answer;
    while (answer.size() < kLargestAnswer) {
        std::array<char, 4096> piece{};
        const std::span<char> into(piece);
        const Result<std::size_t> read = co_await wire.read_some(into, until);
        if (!read) co_return read.error();
        if (*read == 0) break;
        answer.append(piece.data(), *read);
    }
    co_return read_answer(answer);
}

}  // namespace

config::ExitCode healthcheck(const config::Config& config) {
    const config::Endpoint& endpoint = config.http.listen.front();
    const std::string target = config.http.base_path + "readyz";
    const std::string where = "http://" + config::endpoint_text(endpoint) + target;
    asio::io_context io(1);
    Answer answer = Error{Errc::io, "nothing was heard"};
    asio::co_spawn(io, ask(own_port(endpoint.address.str(), endpoint.port), target),
                   [&](const std::exception_ptr& problem, Answer told) {
                       if (problem) std::rethrow_exception(problem);
                       answer = std::move(told);
                   });
    io.run();
    if (!answer) {
        fmt::print(stderr, "sendpath: {}: {}. Is the server running, with the same http.listen?\n",
                   where, answer.error().detail);
        return config::ExitCode::not_ready;
    }
    if (answer->result() != beast_http::status::ok) {
        fmt::print(stderr, "sendpath: {}: {}: {}\n", where, answer->result_int(), answer->body());
        return config::ExitCode::not_ready;
    }
    fmt::print("{}: ready\n", where);
    return config::ExitCode::ok;
}

}  // namespace sendpath::app
