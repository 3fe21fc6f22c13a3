#include "app/commands.hpp"
#include "app/reading.hpp"
#include "app/report_text.hpp"
#include "decode/decode.hpp"
#include "http/report_json.hpp"
#include "ingest/mail_files.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sendpath::app {
namespace {

namespace json = boost::json;
using config::ExitCode;

/// "aggregate", "failure", "tls"; "mail" for a mail without a report, "unparsable" for the rest.
std::string_view kind_of(const model::Decoded& decoded) {
    if (!decoded.reports.empty()) {
        const auto& body = decoded.reports.front().body;
        if (std::holds_alternative<model::AggregateReport>(body)) return "aggregate";
        return std::holds_alternative<model::FailureReport>(body) ? "failure" : "tls";
    }
    const bool no_report = std::ranges::all_of(decoded.held, [](const model::Held& each) {
        return each.reason == model::HeldReason::not_a_report;
    });
    return decoded.mail && no_report ? "mail" : "unparsable";
}

json::object json_of(const std::string& file, const model::Decoded& decoded) {
    json::array reports;
    json::array warnings;
    json::array skipped;
    json::array held;
    for (std::size_t i = 0; i < decoded.reports.size(); ++i) {
        const model::Report& report = decoded.reports[i];
        reports.push_back(http::report_json(report));
        for (const model::Warning& each : report.warnings)
            warnings.push_back({{"report", i}, {"code", each.code}, {"detail", each.detail}});
        for (const model::SkippedRecord& each : report.skipped)
            skipped.push_back({{"report", i},
                               {"code", each.code},
                               {"ordinal", each.ordinal},
                               {"detail", each.detail}});
    }
    for (const model::Held& each : decoded.held)
        held.push_back({{"reason", name(each.reason)},
                        {"detail", each.detail},
                        {"part", each.part},
                        {"advice", advice(each.reason)}});
    json::object object{{"file", file}, {"kind", kind_of(decoded)}};
    object["reports"] = std::move(reports);
    object["warnings"] = std::move(warnings);
    object["skipped"] = std::move(skipped);
    object["held"] = std::move(held);
    return object;
}

}  // namespace

ExitCode decode_files(const config::CommandLine& line, const config::Config& config) {
    const auto files = ingest::mail_files({line.paths.begin(), line.paths.end()});
    if (!files) {
        fmt::print(stderr, "sendpath: {}\n", files.error().detail);
        return ExitCode::usage;
    }
    const decode::Limits limits = limits_of(config.limits);
    bool all_read = true;
    for (const ingest::MailFile& file : *files) {
        std::size_t mails = 0;
        const auto take = [&](std::string octets, const std::string& name,
                              std::uint64_t /*whole*/) {
            // The folder is shown for a file, the place in it for a mail of an mbox.
            const bool of_mbox =
                name.find('#') != std::string::npos && name != file.path.filename();
            const std::string shown =
                of_mbox ? (file.path.parent_path() / name).string() : file.path.string();
            const model::Decoded decoded = decode::decode(std::move(octets), {name, now()}, limits);
            all_read = all_read && decoded.held.empty();
            if (line.json)
                fmt::print("{}\n", json::serialize(json_of(shown, decoded)));
            else
                fmt::print("{}{}\n{}", mails++ > 0 || &file != &files->front() ? "\n" : "", shown,
                           report_text(decoded));
            return true;
        };
        const auto read = ingest::each_mail(file, limits.message, take);
        if (!read) {
            fmt::print(stderr, "not read: {}\n", read.error().detail);
            all_read = false;
        }
    }
    return all_read ? ExitCode::ok : ExitCode::not_all_read;
}

}  // namespace sendpath::app
