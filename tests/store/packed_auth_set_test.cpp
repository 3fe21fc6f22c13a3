#include "store/packed_auth_set.hpp"

#include <gtest/gtest.h>

#include <random>

namespace sendpath::store {
namespace {

std::uint64_t as_it_is(model::Word word) {
    return word;
}
model::Word as_it_was(std::uint64_t word) {
    return static_cast<model::Word>(word);
}

std::string packed(const model::AuthSet& set) {
    Packer packer;
    pack(set, as_it_is, packer);
    return packer.octets();
}

model::Word word_up_to(std::mt19937& random, unsigned most) {
    return static_cast<model::Word>(random() % (most + 1));
}

model::AuthSet random_set(std::mt19937& random) {
    model::AuthSet set;
    for (auto left = random() % 4; left > 0; --left)
        set.dkim.push_back({.domain = word_up_to(random, 299),
                            .selector = word_up_to(random, 299),
                            .result = static_cast<model::DkimResult>(random() % 9),
                            .result_text = word_up_to(random, 2),
                            .human_result = word_up_to(random, 70'000)});
    for (auto left = random() % 3; left > 0; --left)
        set.spf.push_back({.domain = word_up_to(random, 299),
                           .scope = static_cast<model::SpfScope>(random() % 4),
                           .result = static_cast<model::SpfResult>(random() % 11),
                           .result_text = word_up_to(random, 2),
                           .human_result = word_up_to(random, 70'000)});
    return set;
}

TEST(PackedAuthSet, ReadsBackAsItWas) {  // I3, C37: each result with its own domain and selector
    std::mt19937 random(3);
    for (int i = 0; i < 2'000; ++i) {
        const model::AuthSet set = random_set(random);
        const Result<model::AuthSet> read = unpack_auth_set(packed(set), as_it_was);
        ASSERT_TRUE(read);
        ASSERT_EQ(*read, set);
    }
}

TEST(PackedAuthSet, IsTheSameForEqualSetsAlone) {
    std::mt19937 random(4);
    for (int i = 0; i < 500; ++i) {
        const model::AuthSet a = random_set(random);
        const model::AuthSet b = random_set(random);
        EXPECT_EQ(packed(a) == packed(b), a == b);
    }
}

TEST(PackedAuthSet, IsRefusedWhenCutOffOrTooLong) {
    std::mt19937 random(5);
    for (int i = 0; i < 200; ++i) {
        const std::string octets = packed(random_set(random));
        for (std::size_t size = 0; size < octets.size(); ++size) {
            const auto read = unpack_auth_set(std::string_view(octets).substr(0, size), as_it_was);
            ASSERT_FALSE(read) << size;
            EXPECT_EQ(read.error().code, Errc::bad_syntax);
        }
        EXPECT_FALSE(unpack_auth_set(octets + '\0', as_it_was));
    }
}

TEST(PackedAuthSet, NeverFallsOverDamagedOctets) {
    std::mt19937 random(6);
    for (int i = 0; i < 20'000; ++i) {
        std::string octets = packed(random_set(random));
        octets[random() % octets.size()] = static_cast<char>(random());
        const auto read = unpack_auth_set(octets, as_it_was);
        if (!read) continue;
        for (const model::DkimAuth& each : read->dkim)
            ASSERT_LE(each.result, model::DkimResult::unknown);
        for (const model::SpfAuth& each : read->spf) {
            ASSERT_LE(each.result, model::SpfResult::unknown);
            ASSERT_LE(each.scope, model::SpfScope::unknown);
        }
    }
    EXPECT_FALSE(unpack_auth_set("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", as_it_was));
}

}  // namespace
}  // namespace sendpath::store
