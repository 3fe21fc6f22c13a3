// Judges the paths in a made corpus, whose senders are labelled, and tells how often it is right:
//
//   verdict_corpus FOLDER     with FOLDER/files or mails, and FOLDER/labels.tsv
//
// Ends with 1 when misconfigured or spoofed paths are found or told with less than 0.98.
#include "analysis/judged_corpus.hpp"
#include "decode/decode.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace sendpath::test {
namespace {

using analysis::Verdict;

constexpr double kWanted = 0.98;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void read_reports(const std::filesystem::path& folder, JudgedCorpus& corpus) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        if (entry.path().extension() == ".tsv" || entry.path().filename() == "truth.json") continue;
        const model::Decoded decoded = decode::decode(
            content_of(entry.path()), {entry.path().filename(), seconds(1'790'000'000)});
        for (const model::Report& report : decoded.reports)
            if (const auto* aggregate = std::get_if<model::AggregateReport>(&report.body))
                corpus.take(*aggregate);
    }
}

void read_labels(const std::filesystem::path& file, JudgedCorpus& corpus) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::string domain;
        Label label;
        std::getline(cells, domain, '\t');
        std::getline(cells, label.header_from, '\t');
        std::getline(cells, label.source, '\t');
        std::getline(cells, label.sender_class, '\t');
        corpus.take(std::move(label));
    }
}

/// Whether a verdict is what the class of a path asks for. The generator's "flaky" senders are
/// forwarders whose receivers could not ask the DNS: rule 7 calls them misconfigured, with enough
/// that passes beside it they are forwarders, and with little of it nobody can tell.
bool fits(Verdict verdict, const std::string& sender_class, bool failing) {
    if (sender_class == "flaky") return verdict != Verdict::spoofed && verdict != Verdict::healthy;
    if (sender_class == "spoof") return verdict == Verdict::spoofed;
    if (sender_class.starts_with("forward") || sender_class == "list")
        return verdict == Verdict::forwarded;
    if (sender_class == "esp-unaligned") return verdict == Verdict::misconfigured;
    return verdict == (failing ? Verdict::misconfigured : Verdict::healthy);
}

Verdict expected(const std::string& sender_class, bool failing) {
    for (const Verdict verdict : {Verdict::misconfigured, Verdict::spoofed, Verdict::forwarded})
        if (fits(verdict, sender_class, failing)) return verdict;
    return Verdict::healthy;
}

struct Score {
    std::int64_t right = 0;
    std::int64_t told = 0;    ///< got the verdict
    std::int64_t wanted = 0;  ///< should have

    [[nodiscard]] double precision() const {
        return told == 0 ? 1 : static_cast<double>(right) / static_cast<double>(told);
    }
    [[nodiscard]] double recall() const {
        return wanted == 0 ? 1 : static_cast<double>(right) / static_cast<double>(wanted);
    }
};

struct Scores {
    std::array<Score, 5> by_verdict;

    void count(Verdict told, const std::string& sender_class, bool failing, std::int64_t weight) {
        if (weight == 0) return;
        const bool right = fits(told, sender_class, failing);
        const Verdict wanted = right ? told : expected(sender_class, failing);
        by_verdict[static_cast<std::size_t>(told)].told += weight;
        by_verdict[static_cast<std::size_t>(wanted)].wanted += weight;
        if (right) by_verdict[static_cast<std::size_t>(told)].right += weight;
    }

    /// False when a verdict that matters is under the mark.
    [[nodiscard]] bool print(const char* unit) const {
        bool good = true;
        for (std::size_t i = 0; i < by_verdict.size(); ++i) {
            const auto verdict = static_cast<Verdict>(i);
            const Score& score = by_verdict[i];
            std::cout << unit << '\t' << name(verdict) << "\twanted " << score.wanted << "\ttold "
                      << score.told << "\tprecision " << score.precision() << "\trecall "
                      << score.recall() << '\n';
            if (verdict == Verdict::misconfigured || verdict == Verdict::spoofed)
                good = good && score.precision() >= kWanted && score.recall() >= kWanted;
        }
        return good;
    }
};

int run(const std::filesystem::path& folder) {
    JudgedCorpus corpus;
    read_reports(folder, corpus);
    read_labels(folder / "labels.tsv", corpus);
    const std::vector<JudgedPath> paths = corpus.judge();
    if (paths.empty()) {
        std::cerr << folder << ": no paths\n";
        return 2;
    }
    Scores by_path;
    Scores by_source;
    Scores by_message;
    for (const JudgedPath& path : paths) {
        const bool failing = path.evidence.failing * 50 > path.evidence.messages;
        const std::string& sender_class = path.main_class(failing);
        by_path.count(path.verdict, sender_class, failing, 1);
        for (const ClassOfSource& each : path.classes)
            if (each.failing > 0) by_source.count(path.verdict, each.sender_class, true, 1);
        for (const ClassOfSource& each : path.classes)
            by_message.count(path.verdict, each.sender_class, true, each.failing);
        if (!fits(path.verdict, sender_class, failing))
            std::cout << "missed\t" << sender_class << "\t" << path.header_from << '\t'
                      << path.identity << '\t' << name(path.verdict) << ' ' << name(path.reason)
                      << "\tmessages " << path.evidence.messages << "\tfailing "
                      << path.evidence.failing << "\tdays " << path.evidence.days << '\n';
    }
    const bool paths_good = by_path.print("paths");
    const bool sources_good = by_source.print("failing sources");
    const bool messages_good = by_message.print("failing messages");
    std::int64_t wrong = 0;
    for (const JudgedPath& path : paths)
        if (path.evidence.failing == 0 && path.verdict != Verdict::healthy &&
            path.verdict != Verdict::forwarded)
            ++wrong;
    std::cout << "paths that never fail and are called so: " << wrong << '\n';
    return paths_good && sources_good && messages_good && wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace sendpath::test

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: verdict_corpus FOLDER\n";
        return 2;
    }
    return sendpath::test::run(argv[1]);
}
