#include "store/reader.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <mutex>
#include <vector>

namespace sendpath::store {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStepsBetweenLooks = 10'000;  // of SQLite's machine, a fraction of a millisecond

// What goes wrong shows in the question that follows, or in the next one.
void run(Statement& statement) {
    (void)statement.step();
    statement.reset();
}

}  // namespace

struct Reader::Inside {
    struct Seat {
        Connection connection;
        Statement begin;  // kept, since a question may cost less than to prepare them
        Statement end;
        Clock::time_point deadline{};
    };

    Inside(int count, std::chrono::milliseconds most)
        : longest(most), threads(static_cast<std::size_t>(count)) {}

    static int overdue(void* seat) {
        return Clock::now() > static_cast<Seat*>(seat)->deadline ? 1 : 0;
    }

    std::chrono::milliseconds longest;  // of a question
    std::mutex mutex;
    std::vector<std::unique_ptr<Seat>> all;
    std::vector<Seat*> free;
    boost::asio::thread_pool threads;  // last: its threads end before the connections do
};

Reader::Reader(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::filesystem::path& path, int threads,
                            std::chrono::milliseconds longest) {
    auto inside = std::make_unique<Inside>(threads, longest);
    for (int i = 0; i < threads; ++i) {
        auto connection = open_for_reading(path);
        if (!connection) return connection.error();
        auto begin = Statement::prepare(**connection, "BEGIN");
        auto end = Statement::prepare(**connection, "ROLLBACK");
        if (!begin || !end) return begin ? end.error() : begin.error();
        auto seat = std::make_unique<Inside::Seat>(
            Inside::Seat{*std::move(connection), *std::move(begin), *std::move(end), {}});
        sqlite3_progress_handler(seat->connection.get(), kStepsBetweenLooks, Inside::overdue,
                                 seat.get());
        inside->free.push_back(seat.get());
        inside->all.push_back(std::move(seat));
    }
    return Reader(std::move(inside));
}

boost::asio::thread_pool& Reader::threads() const {
    return inside_->threads;
}

// There are as many connections as threads, so a thread that asks always finds one.
Reader::Lease::Lease(const Reader& reader) : reader_(reader) {
    Inside::Seat* seat = nullptr;
    {
        const std::lock_guard lock(reader.inside_->mutex);
        seat = reader.inside_->free.back();
        reader.inside_->free.pop_back();
    }
    seat->deadline = Clock::now() + reader.inside_->longest;
    connection_ = seat->connection.get();
    // One read transaction, so that all figures of a page are of the same moment.
    run(seat->begin);
}

Reader::Lease::~Lease() {
    const auto same = [this](const auto& seat) { return seat->connection.get() == connection_; };
    Inside::Seat* const seat = std::ranges::find_if(reader_.inside_->all, same)->get();
    run(seat->end);
    const std::lock_guard lock(reader_.inside_->mutex);
    reader_.inside_->free.push_back(seat);
}

}  // namespace sendpath::store
