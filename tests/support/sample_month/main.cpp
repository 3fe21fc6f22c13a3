// Makes a month of report mail for three domains in which every verdict of the dashboard occurs.
//   sample_month OUT_DIR [--end YYYY-MM-DD]
// OUT_DIR gets mails/*.eml and expected.tsv, the totals a program must come to that counts them.
// The same end gives the same octets.
#include "base/time.hpp"
#include "support/sample_month/mail.hpp"
#include "support/sample_month/other_mails.hpp"
#include "support/sample_month/totals.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace sendpath::sample {
namespace {

constexpr std::string_view kDefaultEnd = "2026-11-20";

/// One report is delivered twice and one gets damaged: which ones makes no difference.
constexpr std::size_t kTwice = 40;
constexpr std::size_t kDamaged = 140;

void write(const std::filesystem::path& path, const std::string& octets) {
    std::ofstream file(path, std::ios::binary);
    file << octets;
    file.close();
    if (!file) throw std::runtime_error("cannot write " + path.string());
}

/// Numbered, so that any program reads the mails in the order in which they came.
std::string file_name(std::size_t number, std::string_view name) {
    std::string digits = std::to_string(number);
    digits.insert(0, 3 - std::min<std::size_t>(3, digits.size()), '0');
    return digits + '-' + std::string(name) + ".eml";
}

void make_month(const std::filesystem::path& folder, std::int64_t last_midnight) {
    std::filesystem::create_directories(folder / "mails");
    std::vector<NamedMail> mails;
    Totals totals;
    const std::vector<Aggregate> reports = aggregates(last_midnight);
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const Aggregate& report = reports[i];
        if (i == kDamaged) {
            mails.push_back(damaged_mail(report));
            continue;
        }
        const std::string name =
            std::string(report.reporter->domain) + '-' + std::string(report.policy->domain);
        totals.add(report);
        mails.push_back({name, report_mail(report)});
        if (i == kTwice) mails.push_back({name + "-again", report_mail(report, 1)});
    }
    TlsTotals tls;
    const std::vector<NamedMail> failures = failure_mails(last_midnight);
    const std::vector<NamedMail> tls_reports = tls_mails(last_midnight, tls);
    mails.insert(mails.end(), failures.begin(), failures.end());
    mails.insert(mails.end(), tls_reports.begin(), tls_reports.end());
    mails.push_back(stray_mail(last_midnight));

    std::size_t number = 0;
    for (const NamedMail& mail : mails)
        write(folder / "mails" / file_name(++number, mail.name), mail.text);
    const auto fact = [](const char* name, std::size_t value) {
        return std::string(name) + '\t' + std::to_string(value) + '\n';
    };
    write(folder / "expected.tsv", fact("mails", mails.size()) + fact("duplicate", 1) +
                                       fact("damaged", 1) + fact("not_a_report", 1) +
                                       fact("failure", failures.size()) +
                                       fact("tls", tls_reports.size()) +
                                       fact("tls_successful", std::size_t(tls.successful)) +
                                       fact("tls_failed", std::size_t(tls.failed)) + totals.tsv());
}

int run(int argc, char** argv) {
    std::string_view end = kDefaultEnd;
    if (argc == 4 && std::string_view(argv[2]) == "--end") end = argv[3];
    const Result<Day> day = time::parse_date(end);
    if ((argc != 2 && argc != 4) || !day) {
        std::cerr << "usage: sample_month OUT_DIR [--end YYYY-MM-DD]\n";
        return 2;
    }
    make_month(argv[1], count(*day) * 86'400);
    return 0;
}

}  // namespace
}  // namespace sendpath::sample

int main(int argc, char** argv) {
    try {
        return sendpath::sample::run(argc, argv);
    } catch (const std::exception& problem) {
        std::cerr << "sample_month: " << problem.what() << '\n';
        return 1;
    }
}
