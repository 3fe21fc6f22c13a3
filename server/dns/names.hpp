#pragma once

#include "dns/confirm.hpp"
#include "dns/name_counts.hpp"
#include "net/task_group.hpp"

#include <deque>

namespace sendpath::store {
class Reader;
class Writer;
}  // namespace sendpath::store

namespace sendpath::dns {

/// Gives sources their names, in its own time: it asks the store which of them have none or an old
/// one, asks the DNS at a pace, and writes what it learned. Lives on the sockets thread; must live
/// until finish() is done.
class Names {
public:
    /// What it works with. Everything it points to must outlive it.
    struct Services {
        Resolver* questions = nullptr;
        const store::Reader* reader = nullptr;
        store::Writer* writer = nullptr;
        Seconds (*now)() = nullptr;
    };
    struct Settings {
        std::uint64_t per_second = 20;  ///< questions; a source takes two of them, or more
        std::chrono::milliseconds rest = std::chrono::minutes(1);  ///< when there is nothing to do
    };
    static constexpr std::size_t kAtOnce = 16;  ///< sources
    static constexpr std::size_t kBatch = 200;  ///< sources, asked of the store and written at once
    static constexpr int kLongestRest = 60;     ///< times `rest`, while no server answers

    Names(boost::asio::any_io_executor executor, Services services, Settings settings);

    /// Begins at once, and goes on until finish().
    void start();

    /// Ends what waits at once; what is under way gets `grace`. Answers that were not written yet
    /// are asked for again at the next start.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);

    [[nodiscard]] const NameCounts& counts() const { return counts_; }

private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<bool> round();
    boost::asio::awaitable<void> look_up_all();
    boost::asio::awaitable<void> work();
    boost::asio::awaitable<bool> write();
    void count(const store::NameAnswer& answer);

    Services services_;
    Settings settings_;
    Pace pace_;
    NameCounts counts_;
    std::int64_t after_ = 0;                   // of sources_to_name()
    std::deque<store::SourceToName> waiting_;  // the batch: not asked yet
    std::vector<store::NameAnswer> answers_;   // the batch: answered
    std::size_t workers_at_work_ = 0;
    boost::asio::steady_timer batch_done_;  // never due; cancelled when the last worker ends
    net::TaskGroup workers_;
    net::TaskGroup tasks_;
};

}  // namespace sendpath::dns
