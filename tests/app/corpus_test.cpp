#include "support/corpus.hpp"

#include "decode/decode.hpp"
#include "http/report_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace sendpath {
namespace {

namespace json = boost::json;
using test::CorpusFile;

constexpr Seconds kReceived = seconds(1'790'000'000);  // after the newest sample

/// Keys that say more than the other program's reading does.
bool is_addition(json::string_view key) {
    return key == "result_text" || key == "human_result" || key == "org_name_derived" ||
           key == "header_from_inferred";
}

/// Where `ours` differs from `expected`; empty when it does not.
std::string difference(const json::value& expected, const json::value& ours,
                       const std::string& path) {
    if (expected.is_object() && ours.is_object()) {
        for (const auto& [key, value] : expected.get_object()) {
            const json::value* const mine = ours.get_object().if_contains(key);
            if (mine == nullptr) return path + "/" + std::string(key) + ": absent";
            std::string found = difference(value, *mine, path + "/" + std::string(key));
            if (!found.empty()) return found;
        }
        for (const auto& [key, value] : ours.get_object())
            if (!expected.get_object().contains(key) && !is_addition(key))
                return path + "/" + std::string(key) + ": not expected";
        return {};
    }
    if (expected.is_array() && ours.is_array() &&
        expected.get_array().size() == ours.get_array().size()) {
        for (std::size_t i = 0; i < expected.get_array().size(); ++i) {
            std::string found = difference(expected.get_array()[i], ours.get_array()[i],
                                           path + "/" + std::to_string(i));
            if (!found.empty()) return found;
        }
        return {};
    }
    if (expected == ours) return {};
    return path + ": " + json::serialize(expected) + " expected, not " + json::serialize(ours);
}

/// Pairs the reports off, in whatever order they are.
std::string difference(const json::array& expected, const model::Decoded& decoded) {
    if (expected.size() != decoded.reports.size()) {
        std::string found = std::to_string(decoded.reports.size()) + " reports, not " +
                            std::to_string(expected.size());
        for (const model::Held& held : decoded.held) found += "; held: " + held.detail;
        return found;
    }
    std::vector<json::value> ours;
    for (const model::Report& report : decoded.reports)
        ours.emplace_back(http::report_json(report));
    for (const json::value& report : expected) {
        std::string first;
        const auto match = std::ranges::find_if(ours, [&](const json::value& each) {
            std::string found = difference(report, each, {});
            if (first.empty()) first = found;
            return found.empty();
        });
        if (match == ours.end()) return first;
        ours.erase(match);
    }
    return {};
}

/// RFC 8460 reads a JSON array packed into one policy string as the strings in it; the other
/// program leaves it packed.
bool is_read_by_the_standard(const CorpusFile& file) {
    return file.name.ends_with("microsoft-corporation-84dbdff3.json");
}

/// What is wrong with our reading of a sample by its outcome; empty when it is right.
std::string verdict(const CorpusFile& file, const model::Decoded& decoded) {
    const std::string outcome(file.expected.at("outcome").as_string());
    const json::array& expected = file.expected.at("reports").as_array();
    if (outcome == "accept" || outcome == "lenient") return difference(expected, decoded);
    if (outcome == "either")
        return decoded.reports.empty() ? std::string() : difference(expected, decoded);
    if (outcome == "ignore")
        return decoded.reports.empty() ? std::string() : "a report where there is none";
    for (const model::Report& report : decoded.reports)
        if (report.warnings.empty()) return "stored as if it were whole";
    return {};
}

class Corpus : public testing::TestWithParam<const char*> {};

TEST_P(Corpus, IsReadAsAnotherProgramReadsIt) {
    const auto files = test::corpus(GetParam());
    if (files.empty()) GTEST_SKIP() << "no corpus here";
    std::size_t failed = 0;
    for (const CorpusFile& file : files) {
        const std::string base = file.name.substr(file.name.find('/') + 1);
        const model::Decoded decoded = decode::decode(file.octets, {base, kReceived});
        const std::string wrong = verdict(file, decoded);
        if (wrong.empty()) continue;
        if (is_read_by_the_standard(file) && wrong.starts_with("/policies/1/strings")) continue;
        ++failed;
        ADD_FAILURE() << file.name << ": " << wrong;
    }
    std::cout << GetParam() << ": " << files.size() - failed << " passed, " << failed
              << " failed\n";
}

INSTANTIATE_TEST_SUITE_P(Samples, Corpus,
                         testing::Values("aggregate", "failure", "tls", "quirks", "mime"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace sendpath
