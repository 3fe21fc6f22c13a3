#include "app/mailbox_trial.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace sendpath::app {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::ip::tcp;

/// Says one thing, again and again, until it is left alone.
asio::awaitable<void> chatter(tcp::acceptor& acceptor, std::string words) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    for (;;) co_await asio::async_write(socket, asio::buffer(words), asio::use_awaitable);
}

http::MailboxTried tried(const std::string& words, std::chrono::milliseconds patience) {
    asio::io_context io;
    tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    asio::co_spawn(io, chatter(acceptor, words), asio::detached);
    const config::Config config;
    http::MailboxToTry mailbox{.host = "127.0.0.1",
                               .port = acceptor.local_endpoint().port(),
                               .start_tls = true,
                               .user = "u",
                               .password = "p"};
    http::MailboxTried outcome;
    asio::co_spawn(io, try_mailbox(config, std::move(mailbox), patience),
                   [&](const std::exception_ptr& thrown, http::MailboxTried told) {
                       EXPECT_FALSE(thrown);
                       outcome = std::move(told);
                       io.stop();
                   });
    io.run();
    return outcome;
}

// Each answer is in time, and none is the one that is waited for.
TEST(MailboxTrial, U7_EndsInTimeHoweverMuchTheServerTalks) {
    const http::MailboxTried outcome = tried("* OK ready\r\n", 100ms);
    ASSERT_TRUE(outcome.failed);
    EXPECT_EQ(outcome.reason, "timed_out");
    EXPECT_EQ(outcome.failed->step, "tls");
    EXPECT_EQ(outcome.failed->detail, "all of it took longer than 1 s");
    EXPECT_EQ(outcome.steps.back().step, "connection");
}

TEST(MailboxTrial, U7_TellsAServerThatSpeaksSomethingElse) {
    const http::MailboxTried outcome = tried("220 mx.example.com ESMTP\r\n", 30s);
    ASSERT_TRUE(outcome.failed);
    EXPECT_EQ(outcome.reason, "not_understood");
    EXPECT_EQ(outcome.failed->step, "login");
}

}  // namespace
}  // namespace sendpath::app
