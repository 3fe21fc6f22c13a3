#include "support/test_store.hpp"

#include "store/check.hpp"
#include "store/compress.hpp"
#include "store/statement.hpp"
#include "support/made_reports.hpp"

#include <cstdlib>
#include <fstream>

namespace sendpath::test {

store::OurDomains ours(std::initializer_list<const char*> names) {
    store::OurDomains domains;
    for (const char* name : names) domains.names.push_back(*model::DomainName::parse(name));
    return domains;
}

TestStore::TestStore(store::OurDomains ours, store::Grouping grouping) : grouping_(grouping) {
    reopen(std::move(ours));
}

TestStore::~TestStore() = default;

void TestStore::close() {
    reading_.reset();
    writer_.reset();
}

void TestStore::reopen(store::OurDomains ours) {
    close();
    auto writer = store::Writer::open(path(), std::move(ours), grouping_);
    writer_ = std::move(writer.value());
}

void TestStore::write(const std::function<void(store::Ledger&)>& work) {
    const Result<void> written = writer_->write(work);
    EXPECT_TRUE(written) << written.error().detail;
}

std::vector<store::Added> TestStore::add_mail(const std::vector<model::Report>& reports,
                                              std::string_view raw, store::Via via,
                                              std::string_view name) {
    const std::string octets =
        raw.empty() ? "mail " + std::to_string(mails_ + 1) : std::string(raw);
    store::NewIntake mail;
    mail.received = seconds((kNewYear + 1) * kDaySeconds + ++mails_);
    mail.via = via;
    mail.name = name;
    mail.size = static_cast<std::int64_t>(octets.size());
    mail.digest = digest_of(octets);
    mail.packed = store::compressed(octets);
    std::vector<store::Added> added;
    write([&](store::Ledger& ledger) {
        added.clear();
        last_mail_ = ledger.intake().take(mail, store::IntakeState::done).id;
        for (const model::Report& each : reports)
            added.push_back(
                ledger.reports().add(each, {last_mail_, mail.received, 0}, ledger.ours()));
        last_report_ = ledger.reports().last_id();
    });
    return added;
}

std::int64_t TestStore::number(std::string_view sql) {
    return ask([&](sqlite3& db) { return store::one_integer(db, sql); });
}

std::string TestStore::fault() const {
    const Result<store::CheckResult> result = store::check(path());
    if (!result) return result.error().detail;
    return result->faults.empty() ? std::string() : result->faults.front();
}

sqlite3& TestStore::reading() {
    if (writer_) {
        const Result<void> settled = writer_->settle();
        EXPECT_TRUE(settled) << settled.error().detail;
    }
    if (!reading_) {
        auto connection = store::open_for_reading(path());
        reading_ = std::move(connection.value());
    }
    return *reading_;
}

}  // namespace sendpath::test
