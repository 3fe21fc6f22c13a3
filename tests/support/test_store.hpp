#pragma once

#include "store/connection.hpp"
#include "store/queries.hpp"
#include "store/writer.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace sendpath::test {

[[nodiscard]] store::OurDomains ours(std::initializer_list<const char*> names);

/// A store in a folder of its own, with a writer, and a second connection that asks.
class TestStore {
public:
    explicit TestStore(store::OurDomains ours = {}, store::Grouping grouping = {});
    ~TestStore();

    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "sendpath.db"; }
    [[nodiscard]] const TempFolder& folder() const { return folder_; }
    [[nodiscard]] store::Writer& writer() { return *writer_; }

    void close();
    void reopen(store::OurDomains ours = {});

    /// Runs `work` in a commit of its own, which must succeed.
    void write(const std::function<void(store::Ledger&)>& work);

    /// A mail of its own with these reports; every mail is received a second after the one before.
    std::vector<store::Added> add_mail(const std::vector<model::Report>& reports,
                                       std::string_view raw = {}, store::Via via = store::Via::file,
                                       std::string_view name = "mail.eml");
    store::Added add(const model::Report& report) { return add_mail({report}).front(); }

    [[nodiscard]] model::IntakeId last_mail() const { return last_mail_; }
    [[nodiscard]] model::ReportId last_report() const { return last_report_; }

    /// What a question answers once the writer has nothing left to do; the test fails when it does
    /// not answer.
    template <class Question>
    auto ask(Question question) {
        auto answer = question(reading());
        if (!answer) {
            ADD_FAILURE() << answer.error().detail;
            return typename decltype(answer)::value_type{};
        }
        return *std::move(answer);
    }
    [[nodiscard]] std::int64_t number(std::string_view sql);

    /// The first fault that store::check() finds; empty when the store is whole.
    [[nodiscard]] std::string fault() const;

private:
    [[nodiscard]] sqlite3& reading();

    TempFolder folder_;
    store::Grouping grouping_;
    std::unique_ptr<store::Writer> writer_;
    store::Connection reading_;
    model::IntakeId last_mail_;
    model::ReportId last_report_;
    std::int64_t mails_ = 0;
};

}  // namespace sendpath::test
