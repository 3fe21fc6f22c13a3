#include "store/packed_records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace sendpath::store {
namespace {

using model::Disposition;
using model::Evaluated;
using model::OverrideClass;

std::mt19937_64& dice() {
    static std::mt19937_64 random(7);
    return random;
}

std::uint64_t up_to(std::uint64_t most) {
    return dice()() % (most + 1);
}

PackedRecord random_record() {
    PackedRecord record;
    record.flow = dice()() >> up_to(63);
    record.messages = static_cast<std::int64_t>(dice()() >> (1 + up_to(62)));
    record.disposition = static_cast<Disposition>(up_to(5));
    record.dkim = static_cast<Evaluated>(up_to(3));
    record.spf = static_cast<Evaluated>(up_to(3));
    record.override_class = static_cast<OverrideClass>(up_to(6));
    record.header_from_inferred = up_to(1) == 1;
    record.envelope_from = up_to(2) * up_to(100'000);
    record.envelope_to = up_to(1) * up_to(100'000);
    record.disposition_text = up_to(1) * up_to(300);
    record.dkim_text = up_to(1) * up_to(300);
    record.spf_text = up_to(1) * up_to(300);
    for (std::uint64_t left = up_to(3); left > 0; --left)
        record.reasons.push_back({up_to(100'000), up_to(100'000)});
    return record;
}

void expect_same(const PackedRecord& a, const PackedRecord& b) {
    EXPECT_EQ(a.flow, b.flow);
    EXPECT_EQ(a.messages, b.messages);
    EXPECT_EQ(a.disposition, b.disposition);
    EXPECT_EQ(a.dkim, b.dkim);
    EXPECT_EQ(a.spf, b.spf);
    EXPECT_EQ(a.override_class, b.override_class);
    EXPECT_EQ(a.header_from_inferred, b.header_from_inferred);
    EXPECT_EQ(a.envelope_from, b.envelope_from);
    EXPECT_EQ(a.envelope_to, b.envelope_to);
    EXPECT_EQ(a.disposition_text, b.disposition_text);
    EXPECT_EQ(a.dkim_text, b.dkim_text);
    EXPECT_EQ(a.spf_text, b.spf_text);
    ASSERT_EQ(a.reasons.size(), b.reasons.size());
    for (std::size_t i = 0; i < a.reasons.size(); ++i) {
        EXPECT_EQ(a.reasons[i].type, b.reasons[i].type);
        EXPECT_EQ(a.reasons[i].comment, b.reasons[i].comment);
    }
}

TEST(PackedRecords, ReadBackAsTheyWere) {
    std::vector<PackedRecord> records;
    Packer packer;
    for (int i = 0; i < 500; ++i) pack(records.emplace_back(random_record()), packer);
    RecordCursor cursor(packer.octets());
    PackedRecord read;  // reused: nothing of the one before may be left in it
    for (const PackedRecord& record : records) {
        const Result<bool> more = cursor.next(read);
        ASSERT_TRUE(more && *more);
        expect_same(read, record);
    }
    EXPECT_FALSE(*cursor.next(read));
}

TEST(PackedRecords, EndCleanlyBetweenRecordsAndAreRefusedWithin) {
    std::vector<std::size_t> ends{0};
    Packer packer;
    for (int i = 0; i < 20; ++i) {
        pack(random_record(), packer);
        ends.push_back(packer.octets().size());
    }
    for (std::size_t size = 0; size <= packer.octets().size(); ++size) {
        RecordCursor cursor(std::string_view(packer.octets()).substr(0, size));
        PackedRecord record;
        Result<bool> more = cursor.next(record);
        while (more && *more) more = cursor.next(record);
        const bool at_end = std::ranges::find(ends, size) != ends.end();
        EXPECT_EQ(more.has_value(), at_end) << size;
        if (!more) EXPECT_EQ(more.error().code, Errc::bad_syntax);
    }
}

TEST(PackedRecords, NeverFallOverDamagedOctets) {
    Packer packer;
    for (int i = 0; i < 10; ++i) pack(random_record(), packer);
    for (int i = 0; i < 20'000; ++i) {
        std::string damaged = packer.octets();
        for (std::uint64_t left = 1 + up_to(3); left > 0; --left)
            damaged[up_to(damaged.size() - 1)] = static_cast<char>(up_to(255));
        RecordCursor cursor(damaged);
        PackedRecord record;
        for (Result<bool> more = cursor.next(record); more && *more; more = cursor.next(record)) {
            ASSERT_GE(record.messages, 0);
            ASSERT_LE(record.disposition, Disposition::unknown);
            ASSERT_LE(record.override_class, OverrideClass::other);
        }
    }
}

TEST(Outcome, IsOfTheReportersOwnVerdict) {
    struct Row {
        Evaluated dkim;
        Evaluated spf;
        Disposition disposition;
        OverrideClass override_class;
        unsigned expected;
    };
    const Row rows[] = {
        {Evaluated::pass, Evaluated::pass, Disposition::none, OverrideClass::none, 3},
        {Evaluated::pass, Evaluated::fail, Disposition::none, OverrideClass::none, 1},
        {Evaluated::fail, Evaluated::pass, Disposition::pass, OverrideClass::none, 2},        // C15
        {Evaluated::absent, Evaluated::absent, Disposition::absent, OverrideClass::none, 0},  // C11
        {Evaluated::unknown, Evaluated::unknown, Disposition::unknown, OverrideClass::none, 12},
        {Evaluated::fail, Evaluated::fail, Disposition::quarantine, OverrideClass::none, 4},
        {Evaluated::fail, Evaluated::fail, Disposition::reject, OverrideClass::none, 8},
        {Evaluated::fail, Evaluated::fail, Disposition::none, OverrideClass::mailing_list, 16},
        {Evaluated::pass, Evaluated::pass, Disposition::unknown, OverrideClass::other, 111},
    };
    for (const Row& row : rows) {
        PackedRecord record;
        record.dkim = row.dkim;
        record.spf = row.spf;
        record.disposition = row.disposition;
        record.override_class = row.override_class;
        EXPECT_EQ(outcome_of(record), row.expected);
    }
}

TEST(Counts, AddUpByOutcome) {
    Counts counts;
    for (const int outcome : {0, 1, 2, 3, 4, 8, 12, 16})
        add(counts, static_cast<Outcome>(outcome), std::int64_t{1} << 40);  // I4: over 32 bits
    const std::int64_t one = std::int64_t{1} << 40;
    EXPECT_EQ(counts.messages, 8 * one);
    EXPECT_EQ(counts.fail, 5 * one);
    EXPECT_EQ(counts.dkim_only, one);
    EXPECT_EQ(counts.spf_only, one);
    EXPECT_EQ(counts.both_aligned, one);
    EXPECT_EQ(counts.pass(), 3 * one);
    EXPECT_EQ(counts.dkim_aligned(), 2 * one);
    EXPECT_EQ(counts.spf_aligned(), 2 * one);
    EXPECT_EQ(counts.none, 5 * one);
    EXPECT_EQ(counts.quarantine, one);
    EXPECT_EQ(counts.reject, one);  // and one is none of the three: a word outside the standards
}

}  // namespace
}  // namespace sendpath::store
