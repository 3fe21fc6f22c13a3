#include "analysis/public_suffixes.hpp"
#include "ingest/digester.hpp"
#include "ingest/record_mail.hpp"
#include "support/mail_builder.hpp"
#include "support/test_store.hpp"

namespace sendpath {
namespace {

using store::IntakeState;

class DecodingAgain : public testing::Test {
protected:
    [[nodiscard]] ingest::PreparedMail prepared(const std::string& octets) const {
        return ingest::prepare({octets, "a.eml", store::Via::file, seconds(1'767'400'000)},
                               reading);
    }
    model::IntakeId take(const std::string& octets) {
        model::IntakeId id;
        store.write([&](store::Ledger& ledger) {
            id = ingest::record_mail(ledger, prepared(octets)).intake;
        });
        return id;
    }

    test::TestStore store;
    analysis::PublicSuffixes suffixes = analysis::PublicSuffixes::builtin();
    ingest::Reading reading{.limits = {}, .suffixes = &suffixes};
};

// Every decoding counted as a try and none was ever forgotten, so that the fourth `reprocess` took
// all reports out of the totals and held their mails as if they had crashed the decoder.
TEST_F(DecodingAgain, NeverTakesAwayWhatWasReadWell) {
    const model::IntakeId id = take(test::mail_of(
        {test::attachment("application/gzip", "r.xml.gz", test::gzipped(test::report_xml("1")))}));
    for (int round = 1; round <= 8; ++round) {
        const auto outcome = ingest::digest_now(store.writer(), reading, id);
        ASSERT_TRUE(outcome);
        ASSERT_EQ(outcome->state, IntakeState::done) << "round " << round;
        ASSERT_EQ(outcome->reports.size(), 1U);
    }
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
    EXPECT_EQ(store.fault(), "");
}

// The same for a mail that was held: an upgrade must be able to read it, however often it was
// tried.
TEST_F(DecodingAgain, MayTryAHeldMailAsOftenAsItLikes) {
    const model::IntakeId id = take(test::mail_of_one({"Content-Type: text/plain\r\n", "hello"}));
    for (int round = 1; round <= 5; ++round) {
        const auto outcome = ingest::digest_now(store.writer(), reading, id);
        ASSERT_TRUE(outcome);
        ASSERT_EQ(outcome->held.size(), 1U);
        EXPECT_NE(outcome->held.front().reason, model::HeldReason::decoder_crashed);
    }
}

// A mail whose decoding was cut off, met once more by an import, was held twice, and its reports
// counted as deliveries of themselves.
TEST_F(DecodingAgain, OfAMailThatAnImportMeetsDoublesNothing) {
    const std::string mail = test::mail_of(
        {test::attachment("application/gzip", "r.xml.gz", test::gzipped(test::report_xml("1"))),
         test::attachment("application/gzip", "bad.xml.gz", test::gzipped("<feedback>"))});
    const model::IntakeId id = take(mail);
    ASSERT_EQ(store.number("SELECT count(*) FROM held"), 1);
    store.write([&](store::Ledger& ledger) {
        static_cast<void>(ledger.intake().begin_decoding(id));  // and the process dies here
    });
    EXPECT_EQ(take(mail), id);
    EXPECT_EQ(store.number("SELECT count(*) FROM held"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM duplicate"), 0);
    EXPECT_EQ(store.number("SELECT value FROM state WHERE name = 'duplicates'"), 0);
    EXPECT_EQ(store.number("SELECT state FROM intake"), 3);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath
