#pragma once

#include "store/ledger.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace sendpath::store {

/// A piece of writing: what to do inside a transaction, and whom to tell when it is on disk.
class WriterJob {
public:
    WriterJob() = default;
    WriterJob(const WriterJob&) = delete;
    WriterJob& operator=(const WriterJob&) = delete;
    virtual ~WriterJob() = default;

    /// Runs on the writer's thread. Must be fit to run again: when a group fails, each of its jobs
    /// is tried once more alone.
    virtual void write(Ledger& ledger) = 0;

    /// Told once, on the writer's thread, after the commit or its failure. Must not block.
    virtual void settled(const Result<void>& outcome) noexcept = 0;

    /// About how many octets of memory it holds until it is settled.
    [[nodiscard]] virtual std::size_t weight() const { return 1'000; }
};

/// How jobs are put together to one commit.
struct Grouping {
    std::size_t jobs = 256;                 ///< at most
    std::chrono::milliseconds patience{0};  ///< how long an unfull group waits for more
    std::chrono::milliseconds longest{50};  ///< how long a group may take before its commit
    std::chrono::milliseconds quiet{250};   ///< without a job, until there is time for strangers
};

/// The one writing connection and its thread. Jobs are committed in groups, in the order they came.
class Writer {
public:
    /// Opens or makes the store, upgrades it, and counts reports by `ours`. Between jobs the writer
    /// regroups flows where labels or rules have changed, and in quiet moments looks at strangers.
    /// @param suffixes  must outlive the writer; nullptr: the list of the system
    /// Errors: as open_for_writing().
    [[nodiscard]] static Result<std::unique_ptr<Writer>> open(
        const std::filesystem::path& path, OurDomains ours, Grouping grouping,
        const analysis::PublicSuffixes* suffixes = nullptr);

    /// Finishes what was submitted, then closes the store.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Takes a job; blocks while the jobs that wait weigh more than kWeightMax. From any thread but
    /// the writer's own.
    void submit(std::unique_ptr<WriterJob> job);

    /// Runs `work` in a group and waits for the commit. Errors: no_space, io.
    [[nodiscard]] Result<void> write(std::function<void(Ledger&)> work);

    /// Waits until nothing is left to regroup and no strangers to look at. Errors: as write().
    [[nodiscard]] Result<void> settle();

    static constexpr std::size_t kWeightMax = 12U << 20U;  // octets, waiting; and again in a group

private:
    struct Inside;
    explicit Writer(std::unique_ptr<Inside> inside);

    std::unique_ptr<Inside> inside_;
};

}  // namespace sendpath::store
