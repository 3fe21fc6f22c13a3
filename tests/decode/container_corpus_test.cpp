#include "decode/told.hpp"
#include "support/corpus.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using sendpath::test::CorpusFile;

class CorpusFolder : public testing::TestWithParam<const char*> {};

/// Everything that must be stored gives its reports; what gives none is held with a reason.
TEST_P(CorpusFolder, GivesAsManyReportsAsAnotherProgramFinds) {
    const auto files = sendpath::test::corpus(GetParam());
    if (files.empty()) GTEST_SKIP() << "no corpus here";
    for (const CorpusFile& file : files) {
        const std::string base = file.name.substr(file.name.find('/') + 1);
        const model::Decoded decoded = decode(file.octets, {base, seconds(1'790'000'000)});
        EXPECT_FALSE(decoded.reports.empty() && decoded.held.empty()) << file.name;
        const auto& outcome = file.expected.at("outcome").as_string();
        if (outcome != "accept" && outcome != "lenient") continue;
        EXPECT_EQ(decoded.reports.size(), file.expected.at("reports").as_array().size())
            << file.name << ": " << told(decoded) << ' ' << held_detail(decoded);
    }
}

INSTANTIATE_TEST_SUITE_P(Decode, CorpusFolder,
                         testing::Values("aggregate", "quirks", "failure", "tls"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace sendpath::decode::test
