#pragma once

#include "base/result.hpp"
#include "net/offload.hpp"

#include <filesystem>
#include <memory>

struct sqlite3;

namespace sendpath::store {

/// Read-only questions to the database, asked from coroutines. Each reader thread has a connection
/// of its own, which lives and dies there; nothing but the answers leaves it.
class Reader {
public:
    static constexpr std::chrono::seconds kQuestionMax{10};

    /// Opens `threads` read-only connections to the store at `path`.
    /// @param longest  what a question may take
    /// Errors: io, unsupported (not a store of ours, or of a newer version).
    [[nodiscard]] static Result<Reader> open(const std::filesystem::path& path, int threads,
                                             std::chrono::milliseconds longest = kQuestionMax);

    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader();

    /// Runs `question(sqlite3&)` on a reader thread and resumes the caller with what it returned.
    /// The question must own what it refers to. A question that takes longer than it may is
    /// interrupted and fails with too_large.
    template <class Question>
    auto ask(Question question) const {
        auto job = [question = std::move(question), this] {
            const Lease lease(*this);
            return question(lease.connection());
        };
        return net::offload(threads(), std::move(job));
    }

private:
    struct Inside;

    /// A connection for the length of one question.
    class Lease {
    public:
        explicit Lease(const Reader& reader);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        [[nodiscard]] sqlite3& connection() const { return *connection_; }

    private:
        const Reader& reader_;
        sqlite3* connection_;
    };

    explicit Reader(std::unique_ptr<Inside> inside);
    [[nodiscard]] boost::asio::thread_pool& threads() const;

    std::unique_ptr<Inside> inside_;
};

}  // namespace sendpath::store
