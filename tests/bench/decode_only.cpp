// The decoder over the same mails, on one core, keeping nothing.
#include "bench/mails.hpp"
#include "decode/decode.hpp"

#include <variant>

namespace sendpath::bench {
namespace {

Done round(const Job& job) {
    Done done;
    for (const std::string& mail : job.mails) {
        const model::Decoded decoded = decode::decode(mail, {});
        if (decoded.reports.empty()) ++done.failed;
        for (const model::Report& report : decoded.reports) {
            ++done.reports;
            if (const auto* aggregate = std::get_if<model::AggregateReport>(&report.body))
                done.records += aggregate->records.size();
        }
    }
    return done;
}

}  // namespace
}  // namespace sendpath::bench

int main(int argc, char** argv) {
    using namespace sendpath::bench;
    measure(read_job(argc, argv), round);
    return 0;
}
