// The two ends that tests/bench/http measures with:
//
//   http_load serve FILE           a bare Beast server that answers everything with the octets of
//   FILE http_load ask PORT TARGET CONNECTIONS SECONDS
//                                  asks again and again on so many connections; prints answers and
//                                  the seconds they took, and ends with 1 when one was no 200
//
// Both live on one thread, as the server's sockets do.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kRoom = 64U << 10U;  // octets of a buffer

asio::awaitable<void> answer(boost::beast::tcp_stream stream, const std::string& body) {
    boost::beast::flat_buffer buffer(kRoom);
    boost::system::error_code broken;
    auto token = asio::redirect_error(asio::use_awaitable, broken);
    while (true) {
        http::request<http::string_body> request;
        co_await http::async_read(stream, buffer, request, token);
        if (broken) co_return;
        http::response<http::string_body> response(http::status::ok, request.version());
        response.set(http::field::content_type, "application/json");
        response.body() = body;
        response.keep_alive(request.keep_alive());
        response.prepare_payload();
        co_await http::async_write(stream, response, token);
        if (broken) co_return;
    }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, const std::string& body) {
    auto token = asio::use_awaitable;
    while (true) {
        tcp::socket socket = co_await acceptor.async_accept(token);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(acceptor.get_executor(),
                       answer(boost::beast::tcp_stream(std::move(socket)), body), asio::detached);
    }
}

int serve(const char* file) {
    std::ifstream in(file, std::ios::binary);
    const std::string body(std::istreambuf_iterator<char>(in), {});
    asio::io_context io(1);
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    std::cout << acceptor.local_endpoint().port() << std::endl;
    asio::co_spawn(io, listen(acceptor, body), asio::detached);
    io.run();
    return EXIT_SUCCESS;
}

struct Asking {
    tcp::endpoint server;
    std::string target;
    Clock::time_point until;
    std::uint64_t answers = 0;
    std::uint64_t failures = 0;
};

asio::awaitable<void> ask(Asking& asking) {
    boost::beast::tcp_stream stream(co_await asio::this_coro::executor);
    boost::system::error_code broken;
    auto token = asio::redirect_error(asio::use_awaitable, broken);
    co_await stream.async_connect(asking.server, token);
    http::request<http::empty_body> request(http::verb::get, asking.target, 11);
    request.set(http::field::host, "127.0.0.1");
    boost::beast::flat_buffer buffer(kRoom);
    while (!broken && Clock::now() < asking.until) {
        co_await http::async_write(stream, request, token);
        http::response_parser<http::string_body> answer;
        answer.body_limit(boost::none);
        if (!broken) co_await http::async_read(stream, buffer, answer, token);
        if (broken || answer.get().result() != http::status::ok)
            ++asking.failures;
        else
            ++asking.answers;
    }
}

int load(char** words) {
    asio::io_context io(1);
    const auto begun = Clock::now();
    Asking asking{
        {asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::atoi(words[0]))},
        words[1],
        begun + std::chrono::milliseconds(static_cast<std::int64_t>(std::atof(words[3]) * 1000))};
    for (int i = 0; i < std::atoi(words[2]); ++i) asio::co_spawn(io, ask(asking), asio::detached);
    io.run();
    std::cout << asking.answers << ' '
              << std::chrono::duration<double>(Clock::now() - begun).count() << '\n';
    return asking.failures == 0 && asking.answers > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "serve" && argc == 3) return serve(argv[2]);
    if (what == "ask" && argc == 6) return load(argv + 2);
    std::cerr << "http_load serve FILE | http_load ask PORT TARGET CONNECTIONS SECONDS\n";
    return EXIT_FAILURE;
}
