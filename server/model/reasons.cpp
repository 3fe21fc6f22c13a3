#include "model/reasons.hpp"

namespace sendpath::model {

std::string_view name(HeldReason reason) {
    switch (reason) {
        case HeldReason::not_a_report: return "not_a_report";
        case HeldReason::mime_broken: return "mime_broken";
        case HeldReason::bad_archive: return "bad_archive";
        case HeldReason::archive_too_large: return "archive_too_large";
        case HeldReason::too_many_files: return "too_many_files";
        case HeldReason::encrypted: return "encrypted";
        case HeldReason::bad_xml: return "bad_xml";
        case HeldReason::missing_field: return "missing_field";
        case HeldReason::bad_value: return "bad_value";
        case HeldReason::unsupported_type: return "unsupported_type";
        case HeldReason::unknown_domain: return "unknown_domain";
        case HeldReason::empty: return "empty";
        case HeldReason::placeholder_body: return "placeholder_body";
        case HeldReason::too_deep: return "too_deep";
        case HeldReason::too_many_elements: return "too_many_elements";
        case HeldReason::message_too_large: return "message_too_large";
        case HeldReason::decoder_crashed: return "decoder_crashed";
        case HeldReason::not_taken_here: return "not_taken_here";
        case HeldReason::decoder_stuck: return "decoder_stuck";
    }
    return "unknown";
}

// A table whose completeness the compiler sees, not a long function.
// NOLINTNEXTLINE(readability-function-size)
std::string_view advice(HeldReason reason) {
    switch (reason) {
        case HeldReason::not_a_report:
            return "No DMARC or TLS report was found in it. Nothing to do, unless you expected "
                   "one: then look at the raw message.";
        case HeldReason::mime_broken:
            return "The structure of the mail is damaged. Ask the reporter to send it again, or "
                   "save the attachment and upload it.";
        case HeldReason::bad_archive:
            return "The archive is damaged. Reporters often send a report again the next day; "
                   "otherwise ask for it.";
        case HeldReason::archive_too_large:
            return "It unpacks to more than limits.unpacked. If you trust the reporter, raise the "
                   "limit and run `sendpath reprocess --held`.";
        case HeldReason::too_many_files:
            return "It holds more files or parts than limits.archive_entries or limits.mime_parts "
                   "allow. If you trust the sender, raise the limit and run "
                   "`sendpath reprocess --held`.";
        case HeldReason::encrypted:
            return "The archive is encrypted, which no reporter does. Look at the sender before "
                   "you look at the file.";
        case HeldReason::bad_xml:
            return "The report is not readable XML or JSON, even after repair. Tell the reporter "
                   "where it breaks.";
        case HeldReason::missing_field:
            return "The report lacks a value that cannot be filled in from anywhere. Tell the "
                   "reporter which.";
        case HeldReason::bad_value:
            return "The report has a value that cannot be used. Tell the reporter which.";
        case HeldReason::unsupported_type:
            return "The file is of a type this version does not read. Unpack it by hand and upload "
                   "what is inside.";
        case HeldReason::unknown_domain:
            return "The report is about a domain that is not configured. Add it to `domains` if it "
                   "is yours.";
        case HeldReason::empty:
            return "There is nothing in it. Ask the reporter to send it again if it matters.";
        case HeldReason::placeholder_body:
            return "The reporter sent a placeholder in the place of the report. Nothing can be "
                   "done here; the next report is usually whole.";
        case HeldReason::too_deep:
            return "It is nested deeper than limits.xml_depth, limits.archive_depth or "
                   "limits.mime_depth allow: no honest report is.";
        case HeldReason::too_many_elements:
            return "It needs more memory to read than limits.tree allows. If you trust the "
                   "reporter, raise the limit and run `sendpath reprocess --held`.";
        case HeldReason::message_too_large:
            return "It is larger than limits.message. If you trust the sender, raise the limit and "
                   "take it in again.";
        case HeldReason::decoder_crashed:
            return "Reading it stopped the program three times, so it is left alone. Please report "
                   "it as a bug, with the raw message if you may share it.";
        case HeldReason::not_taken_here:
            return "It is a sound report of a kind that the address it was sent to does not take. "
                   "If you want it, add the kind to `takes` of that address and run "
                   "`sendpath reprocess --held`.";
        case HeldReason::decoder_stuck:
            return "Reading it came to no end, so it was given up. `sendpath reprocess --held` "
                   "tries it again; if it gets stuck there too, please report it as a bug, with "
                   "the raw message if you may share it.";
    }
    return {};
}

}  // namespace sendpath::model
