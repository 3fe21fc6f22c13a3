#include "store/await_write.hpp"
#include "support/test_store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace sendpath {
namespace {

// The writer's thread was still inside post() when its waiter went on, was the last to do so and
// ended their io_context, as the server does when it stops. Only the thread sanitizer sees it.
TEST(Bugs, TheWriterIsDoneWithAnIoContextBeforeThatEnds) {
    test::TestStore store;
    for (int i = 0; i < 50; ++i) {
        boost::asio::io_context io(1);
        auto write = store::written(store.writer(), [](store::Ledger&) {});
        auto written = boost::asio::co_spawn(io, std::move(write), boost::asio::use_future);
        io.run();
        EXPECT_TRUE(written.get());
    }
}

}  // namespace
}  // namespace sendpath
