#pragma once

#include "base/time.hpp"
#include "http/request_rate.hpp"
#include "ingest/outcome.hpp"
#include "model/names.hpp"

#include <deque>
#include <optional>

namespace sendpath::http {

/// What came of taking a test report to a door of this program.
struct Delivery {
    std::string server;        ///< "smtp://127.0.0.1:2525"; empty: by the door of uploads
    bool connected = false;    ///< the door was open
    std::string_view trouble;  ///< a literal of the contract, "sink_refused"; empty: it was taken
    std::string detail;        ///< the door's own words
};

/// One test: a report made here and followed until it is read.
struct TestReport {
    std::string id;  ///< the report id
    model::DomainName domain;
    std::string recipient;  ///< empty: by the door of uploads
    Seconds begun{};
    std::optional<Delivery> delivery;  ///< nullopt while it is under way
    Seconds delivered{};
    std::optional<ingest::TestArrival> arrival;
    model::IntakeId intake{};  ///< of `arrival`
    Seconds arrived{};
};

/// The tests of this run of the program. Lives on the socket thread.
class TestReports {
public:
    static constexpr std::size_t kRemembered = 20;
    static constexpr std::uint64_t kPerMinute = 6;

    /// After how many seconds another may be made; 0: it is counted, and may be made now.
    [[nodiscard]] std::chrono::seconds enter(Seconds now) { return rate_.enter({}, now); }

    /// The id of a new one, which nobody can guess. The oldest beyond kRemembered is forgotten.
    [[nodiscard]] std::string begin(TestReport test);

    void delivered(std::string_view id, Delivery delivery, Seconds now);

    /// A test report was read and recorded. False: it is none of those remembered.
    bool arrived(const ingest::TestArrival& arrival, model::IntakeId intake, Seconds now);

    /// nullptr: there is none. Valid until begin().
    /// @param id  empty: the newest
    [[nodiscard]] const TestReport* find(std::string_view id) const;

private:
    std::deque<TestReport> tests_;  // newest last
    RequestRate rate_{kPerMinute};
};

}  // namespace sendpath::http
