#include "decode/told.hpp"

namespace sendpath::decode::test {
namespace {

struct Heading {
    std::string operator()(const model::AggregateReport& report) const {
        return "aggregate " + report.report_id;
    }
    std::string operator()(const model::FailureReport& report) const {
        return "failure " + report.domain;
    }
    std::string operator()(const model::TlsReport& report) const {
        return "tls " + report.report_id;
    }
};

void append_part(std::string& line, const std::string& part) {
    if (!part.empty()) line.append(" [").append(part).append("]");
}

}  // namespace

std::string told(const model::Decoded& decoded) {
    std::string line;
    for (const model::Report& report : decoded.reports) {
        if (!line.empty()) line += "; ";
        line += std::visit(Heading{}, report.body);
        append_part(line, report.part);
        for (const model::Warning& warning : report.warnings) line += " +" + warning.code;
    }
    for (const model::Held& held : decoded.held) {
        if (!line.empty()) line += "; ";
        line.append("held ").append(model::name(held.reason));
        append_part(line, held.part);
    }
    return line;
}

std::string told(std::string octets, const Limits& limits, const std::string& file_name) {
    return told(decode(std::move(octets), {file_name, seconds(1'767'312'000)}, limits));
}

std::string held_detail(const model::Decoded& decoded) {
    return decoded.held.empty() ? std::string() : decoded.held.front().detail;
}

}  // namespace sendpath::decode::test
