#include "support/sample_month/aggregate.hpp"

namespace sendpath::sample {
namespace {

/// Writes elements one below the other, or all in one line. The texts of the story need no escapes.
class Writer {
public:
    explicit Writer(Dialect dialect)
        : lines_(dialect != Dialect::rfc7489_one_line),
          prefix_(dialect == Dialect::rfc9990_prefixed ? "d:" : "") {}

    void open(std::string_view name, std::string_view attributes = {}) {
        indent();
        out_.append("<").append(prefix_).append(name).append(attributes).append(">");
        end_line();
        ++depth_;
    }
    void close(std::string_view name) {
        --depth_;
        indent();
        out_.append("</").append(prefix_).append(name).append(">");
        end_line();
    }
    void leaf(std::string_view name, std::string_view text) {
        indent();
        out_.append("<").append(prefix_).append(name).append(">").append(text);
        out_.append("</").append(prefix_).append(name).append(">");
        end_line();
    }
    void raw(std::string_view text) {
        out_ += text;
        end_line();
    }
    std::string take() { return std::move(out_); }

private:
    void indent() {
        if (lines_) out_.append(depth_ * 2, ' ');
    }
    void end_line() {
        if (lines_) out_ += '\n';
    }

    bool lines_;
    std::string_view prefix_;
    std::size_t depth_ = 0;
    std::string out_;
};

bool is_9990(Dialect dialect) {
    return dialect == Dialect::rfc9990 || dialect == Dialect::rfc9990_prefixed;
}

void write_metadata(Writer& out, const Aggregate& report) {
    const std::string domain(report.reporter->domain);
    out.open("report_metadata");
    out.leaf("org_name", report.reporter->name);
    out.leaf("email", "dmarc-reports@" + domain);
    out.leaf("extra_contact_info", "https://postmaster." + domain + "/");
    out.leaf("report_id", report.id);
    out.open("date_range");
    out.leaf("begin", std::to_string(report.begin));
    out.leaf("end", std::to_string(report.end));
    out.close("date_range");
    if (is_9990(report.reporter->dialect)) out.leaf("generator", "Sample Reporter 1.0");
    out.close("report_metadata");
}

void write_policy(Writer& out, const Aggregate& report) {
    const Policy& policy = *report.policy;
    out.open("policy_published");
    out.leaf("domain", policy.domain);
    if (is_9990(report.reporter->dialect)) out.leaf("discovery_method", "treewalk");
    out.leaf("adkim", std::string(1, policy.adkim));
    out.leaf("aspf", std::string(1, policy.aspf));
    out.leaf("p", policy.p);
    out.leaf("sp", policy.sp);
    if (is_9990(report.reporter->dialect)) {
        out.leaf("np", policy.sp);
        out.leaf("testing", "n");
    } else {
        out.leaf("pct", "100");
    }
    out.leaf("fo", "1");
    out.close("policy_published");
}

/// The name as this reporter writes it.
std::string_view shown(std::string_view name, const Reporter& reporter) {
    if (reporter.unicode_names && name == "xn--r8jz45g.example.co.jp") return "例え.example.co.jp";
    return name;
}

void write_results(Writer& out, const Aggregate& report, const Sender& sender) {
    out.open("auth_results");
    for (const Signature& signature : sender.signatures) {
        out.open("dkim");
        out.leaf("domain", shown(signature.domain, *report.reporter));
        out.leaf("selector", signature.selector);
        out.leaf("result", signature.result);
        if (!signature.human_result.empty()) out.leaf("human_result", signature.human_result);
        out.close("dkim");
    }
    out.open("spf");
    out.leaf("domain", shown(sender.envelope_from, *report.reporter));
    out.leaf("scope", "mfrom");
    out.leaf("result", sender.spf);
    out.close("spf");
    out.close("auth_results");
}

void write_record(Writer& out, const Aggregate& report, const Row& row) {
    const Sender& sender = *row.sender;
    out.open("record");
    out.open("row");
    out.leaf("source_ip", row.address);
    out.leaf("count", std::to_string(row.messages));
    out.open("policy_evaluated");
    out.leaf("disposition", disposition(report, sender));
    out.leaf("dkim", sender.dkim_aligned ? "pass" : "fail");
    out.leaf("spf", sender.spf_aligned ? "pass" : "fail");
    if (!sender.reason.empty()) {
        out.open("reason");
        out.leaf("type", sender.reason);
        out.leaf("comment", sender.comment);
        out.close("reason");
    }
    out.close("policy_evaluated");
    out.close("row");
    out.open("identifiers");
    out.leaf("envelope_from", shown(sender.envelope_from, *report.reporter));
    out.leaf("header_from", shown(sender.header_from, *report.reporter));
    out.close("identifiers");
    write_results(out, report, sender);
    out.close("record");
}

}  // namespace

std::string xml(const Aggregate& report) {
    const Dialect dialect = report.reporter->dialect;
    Writer out(dialect);
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.open("feedback", dialect == Dialect::rfc9990 ? " xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\""
                         : dialect == Dialect::rfc9990_prefixed
                             ? " xmlns:d=\"urn:ietf:params:xml:ns:dmarc-2.0\""
                             : "");
    out.leaf("version", "1.0");
    write_metadata(out, report);
    write_policy(out, report);
    for (const Row& row : report.rows) write_record(out, report, row);
    out.close("feedback");
    return out.take();
}

}  // namespace sendpath::sample
