#include "ingest/bulk_import.hpp"

#include "ingest/record_mail.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <mutex>
#include <optional>
#include <thread>

namespace sendpath::ingest {
namespace {

using namespace std::chrono_literals;

/// What the threads of one import share.
class Import {
public:
    Import(const std::vector<MailFile>& files, ImportProgress& progress)
        : progress_(&progress), files_(&files) {}

    /// The next file, nullptr when there are no more or the import is to stop.
    const MailFile* next_file() {
        const std::size_t at = next_.fetch_add(1);
        return at < files_->size() && !stopped() ? &(*files_)[at] : nullptr;
    }

    void settled(const MailOutcome& mail, const Result<void>& outcome) {
        const std::lock_guard lock(mutex_);
        if (!outcome) {
            if (!failure_) failure_ = outcome.error();
            return;
        }
        result_.tally.add(mail);
        progress_->mails.fetch_add(1, std::memory_order_relaxed);
    }

    void unreadable(const Error& error) {
        const std::lock_guard lock(mutex_);
        result_.unreadable.push_back(error.detail);
    }

    [[nodiscard]] bool stopped() {
        const std::lock_guard lock(mutex_);
        return failure_.has_value() || progress_->stop.load(std::memory_order_relaxed);
    }

    /// After all threads and jobs are done.
    Result<ImportResult> take_result() {
        const std::lock_guard lock(mutex_);
        if (failure_) return *failure_;
        return std::move(result_);
    }

    [[nodiscard]] ImportProgress& progress() { return *progress_; }

private:
    ImportProgress* progress_;
    const std::vector<MailFile>* files_;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_;
    std::optional<Error> failure_;
    ImportResult result_;
};

class ImportJob : public store::WriterJob {
public:
    ImportJob(PreparedMail mail, Import& import) : mail_(std::move(mail)), import_(&import) {}

    void write(store::Ledger& ledger) override { outcome_ = record_mail(ledger, mail_); }
    void settled(const Result<void>& outcome) noexcept override {
        import_->settled(outcome_, outcome);
    }
    [[nodiscard]] std::size_t weight() const override { return mail_.weight; }

private:
    PreparedMail mail_;
    MailOutcome outcome_;
    Import* import_;
};

/// A mail over the limit is held by its beginning: the file itself is still where it was.
PreparedMail too_large(const RawMail& mail, std::uint64_t whole, std::size_t limit) {
    PreparedMail prepared;
    prepared.intake = packed_intake(mail);
    prepared.intake.size = static_cast<std::int64_t>(whole);
    // Two files that only differ behind the limit are two files.
    prepared.intake.digest = digest_of(fmt::format("{} of {}", hex(prepared.intake.digest), whole));
    prepared.weight = prepared.intake.packed.size() + 1'000;
    prepared.decoded.held.push_back(
        {.reason = model::HeldReason::message_too_large,
         .detail = fmt::format("{} octets, limits.message is {}; only the beginning is kept", whole,
                               limit),
         .part = {}});
    return prepared;
}

void work(Import& import, store::Writer& writer, const Reading& reading, Seconds now) {
    while (const MailFile* file = import.next_file()) {
        const auto take = [&](std::string octets, std::string name, std::uint64_t whole) {
            RawMail mail{std::move(octets), std::move(name), store::Via::file, now};
            PreparedMail prepared = whole > reading.limits.message
                                        ? too_large(mail, whole, reading.limits.message)
                                        : prepare(std::move(mail), reading);
            writer.submit(std::make_unique<ImportJob>(std::move(prepared), import));
            return !import.stopped();
        };
        const Result<void> read = each_mail(*file, reading.limits.message, take);
        if (!read) import.unreadable(read.error());
        import.progress().octets.fetch_add(file->size, std::memory_order_relaxed);
    }
}

}  // namespace

store::Grouping import_grouping() {
    // Strangers are looked at once, at the end.
    return {.jobs = 2'048, .patience = 20ms, .longest = 500ms, .quiet = 10s};
}

Result<ImportResult> bulk_import(const std::vector<MailFile>& files, store::Writer& writer,
                                 const Reading& reading, unsigned threads, Seconds now,
                                 ImportProgress& progress) {
    Import import(files, progress);
    {
        std::vector<std::jthread> workers;
        for (unsigned i = 0; i < std::max(threads, 1U); ++i) {
            workers.emplace_back([&] { work(import, writer, reading, now); });
            pthread_setname_np(workers.back().native_handle(), "decoder");
        }
    }
    // An empty job comes out after all the jobs before it.
    Result<void> last = writer.write([](store::Ledger&) {});
    if (last && !import.stopped()) last = writer.settle();
    Result<ImportResult> result = import.take_result();
    if (result && !last) return last.error();
    return result;
}

}  // namespace sendpath::ingest
