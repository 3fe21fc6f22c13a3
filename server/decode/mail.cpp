#include "decode/mail.hpp"

#include "decode/arf.hpp"
#include "decode/document.hpp"
#include "decode/header.hpp"
#include "decode/mail_parts.hpp"
#include "decode/mail_summary.hpp"

#include <algorithm>
#include <map>

namespace sendpath::decode {
namespace {

using model::HeldReason;

class MailReader {
public:
    MailReader(std::string_view mail, const MailPlace& place, Work& work)
        : place_(place),
          work_(work),
          structure_(walk_mail(mail, work.limits, place.depth, place.number)),
          done_(structure_.parts.size(), false),
          reports_before_(work.into.reports.size()),
          held_before_(work.into.held.size()) {}

    void read();

private:
    [[nodiscard]] const std::vector<Part>& parts() const { return structure_.parts; }
    [[nodiscard]] bool nothing_found() const {
        return work_.into.reports.size() == reports_before_ &&
               work_.into.held.size() == held_before_;
    }
    const model::MailSummary& summary(std::uint32_t message);
    Hints hints_for(const Part& part);

    void mark_inside(std::size_t index);
    void pass_over_bounces();
    void read_failures();
    bool read_failure_at(std::size_t index);
    std::optional<OriginalPart> take_original(std::size_t machine);
    void read_plain_failures();
    void read_inner_mail(const Part& part);
    void read_leaf(const Part& part);
    void hold_limits();
    void hold_nothing_found();

    const MailPlace& place_;
    Work& work_;
    Structure structure_;
    std::vector<bool> done_;  // parts that are dealt with, by index
    std::size_t reports_before_;
    std::size_t held_before_;
    std::map<std::uint32_t, model::MailSummary> summaries_;  // of the mails inside, by root part
};

/// The summary of the mail whose root part is `message`.
const model::MailSummary& MailReader::summary(std::uint32_t message) {
    const auto found = summaries_.find(message);
    if (found != summaries_.end()) return found->second;
    return summaries_.emplace(message, summary_of(parts()[message].fields)).first->second;
}

Hints MailReader::hints_for(const Part& part) {
    const model::MailSummary& mail = summary(part.message);
    Hints hints;
    hints.mail_from_domain = mail.from_domain;
    hints.subject = mail.subject;
    hints.mail_date = mail.date;
    hints.received = place_.received;
    hints.part = part.number;
    return hints;
}

/// Marks a part and all that is in it as dealt with.
void MailReader::mark_inside(std::size_t index) {
    done_[index] = true;
    for (std::size_t i = index + 1; i < parts().size(); ++i)
        if (parts()[i].parent != Part::kNone && parts()[i].parent >= index &&
            done_[parts()[i].parent])
            done_[i] = true;
}

void MailReader::pass_over_bounces() {
    for (std::size_t i = 0; i < parts().size(); ++i) {
        if (done_[i] || !is_bounce(structure_, i)) continue;
        work_.hold(HeldReason::not_a_report,
                   "a bounce: what it returns was sent by us or in our name, and is not counted",
                   parts()[i].number);
        mark_inside(i);
    }
}

/// The first part after the machine part, in the same mail, that carries the failed mail.
std::optional<OriginalPart> MailReader::take_original(std::size_t machine) {
    for (std::size_t i = machine + 1; i < parts().size(); ++i) {
        const Part& part = parts()[i];
        if (done_[i] || part.message != parts()[machine].message) continue;
        if (part.media == "message/feedback-report") return std::nullopt;
        if (!is_original(part.media)) continue;
        mark_inside(i);
        return OriginalPart{part.media, octets_of(part)};
    }
    return std::nullopt;
}

bool MailReader::read_failure_at(std::size_t index) {
    const Part& part = parts()[index];
    std::string room;
    const std::string_view machine = octets_of(part, room);
    if (part.media != "message/feedback-report" && !looks_like_feedback(machine, work_.limits))
        return false;
    done_[index] = true;
    const auto original = take_original(index);
    auto report = read_failure(machine, original, hints_for(part), work_.limits);
    if (report)
        work_.into.reports.push_back(*std::move(report));
    else
        work_.hold(HeldReason::missing_field, "feedback report without fields", part.number);
    return true;
}

void MailReader::read_failures() {
    const auto is_machine = [](const Part& part) {
        return part.media == "message/feedback-report";
    };
    const bool labelled = std::ranges::any_of(parts(), is_machine);
    bool found = false;
    for (std::size_t i = 0; i < parts().size(); ++i) {
        const Part& part = parts()[i];
        if (done_[i] || part.container) continue;
        const bool candidate = labelled ? is_machine(part) : part.media == "text/plain";
        if (candidate) found = read_failure_at(i) || found;
    }
    if (!found && !labelled) read_plain_failures();
}

void MailReader::read_plain_failures() {
    for (std::size_t i = 0; i < parts().size(); ++i) {
        const Part& part = parts()[i];
        if (done_[i] || part.container || part.media != "text/plain") continue;
        std::string room;
        const std::string_view text = octets_of(part, room);
        if (!is_plain_failure(text)) continue;
        auto report = read_plain_failure(text, hints_for(part), work_.limits);
        if (!report) continue;
        done_[i] = true;
        work_.into.reports.push_back(*std::move(report));
    }
}

void MailReader::read_inner_mail(const Part& part) {
    const std::size_t depth = part.depth + std::size_t{1};
    if (depth > work_.limits.mime_depth) {
        structure_.too_deep = true;
        return;
    }
    const std::string mail = octets_of(part);
    read_mail(mail, {{}, place_.received, depth, part.number, place_.archive_depth}, work_);
}

void MailReader::read_leaf(const Part& part) {
    const std::string file_name = part.file_name();
    if (is_mail_part(part, file_name)) return read_inner_mail(part);
    Place place;
    place.archive_depth = place_.archive_depth;
    place.expected = is_called_report(part, file_name);
    if (part.encoding == Encoding::identity && !place.expected) {
        const Kind kind = kind_of(part.body);  // most bodies are prose or pictures: not copied
        if (kind == Kind::unknown || kind == Kind::html || kind == Kind::blank) return;
    }
    place.hints = hints_for(part);
    place.hints.file_name = file_name.empty() ? place_.file_name : file_name;
    read_document(octets_of(part), place, work_);
}

void MailReader::hold_limits() {
    if (structure_.too_many)
        work_.hold(HeldReason::too_many_files,
                   "over limits.mime_parts: the parts after number " +
                       std::to_string(work_.limits.mime_parts) + " were not read",
                   place_.number);
    if (structure_.too_deep)
        work_.hold(HeldReason::too_deep, "parts within parts, over limits.mime_depth",
                   place_.number);
}

/// Says why a mail without a report has none.
void MailReader::hold_nothing_found() {
    for (const Part& part : parts()) {
        if (part.media != "text/plain" || part.container) continue;
        const std::string announced = announced_report(octets_of(part));
        if (!announced.empty())
            return work_.hold(HeldReason::not_a_report,
                              "report announced but not delivered: " + announced, {});
    }
    for (const Part& part : parts())
        if (part.media.starts_with("multipart/") && !part.container)
            return work_.hold(HeldReason::mime_broken, part.media + ": without a single part",
                              part.number);
    work_.hold(HeldReason::not_a_report,
               structure_.header_cut ? "no report; a header block over limits.header or "
                                       "limits.header_fields was read in part"
                                     : "no report in any part",
               {});
}

void MailReader::read() {
    pass_over_bounces();
    read_failures();
    for (std::size_t i = 0; i < parts().size(); ++i)
        if (!done_[i] && !parts()[i].container) read_leaf(parts()[i]);
    hold_limits();
    if (place_.depth > 0) return;
    work_.into.mail = summary(0);
    if (nothing_found()) hold_nothing_found();
}

}  // namespace

void read_mail(std::string_view mail, const MailPlace& place, Work& work) {
    MailReader(mail, place, work).read();
}

}  // namespace sendpath::decode
