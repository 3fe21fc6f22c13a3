#include "store/small_store.hpp"

namespace sendpath::test {

using model::Disposition;
using model::Evaluated;

SmallStore::SmallStore() {
    constexpr Evaluated pass = Evaluated::pass;
    add_mail({aggregate({.records = {{.messages = 10,
                                      .dkim = pass,
                                      .spf = pass,
                                      .dkim_domain = "example.com",
                                      .spf_domain = "example.com"},
                                     {.messages = 3,
                                      .disposition = Disposition::quarantine,
                                      .header_from = "mail.example.com",
                                      .dkim_domain = "esp.example"},
                                     {.source = "2001:db8::1", .messages = 2, .spf = pass}}})},
             "the first mail", store::Via::smtp, "dmarc@receiver.example");
    add(aggregate({.id = "2",
                   .org = "Receiver Two",
                   .day = kNewYear + 1,
                   .p = "reject",
                   .records = {{.messages = 5, .disposition = Disposition::reject},
                               {.source = "192.0.2.7", .reason = "forwarded"},
                               {.source = "192.0.2.8",
                                .messages = 4,
                                .dkim = pass,
                                .header_from = "strange.example"}}}));
    add(aggregate(
        {.id = "3",
         .domain = "badexample.com",
         .day = kNewYear + 1,
         .records = {
             {.messages = 100, .dkim = pass, .spf = pass, .header_from = "badexample.com"}}}));
    add(aggregate({.id = "4",
                   .org = "Receiver Two",
                   .domain = "mail.example.com",
                   .day = kNewYear + 2,
                   .records = {{.source = "192.0.2.9",
                                .messages = 7,
                                .spf = pass,
                                .header_from = "mail.example.com"}}}));
    add_mail({failure("Hello"), tls("t1", {"example.com"})});
    write([this](store::Ledger& ledger) {
        ledger.intake().hold(last_mail(),
                             {.reason = model::HeldReason::bad_xml, .detail = "why", .part = "2"},
                             "someone@receiver.example", "A report");
    });
}

store::Filter about(std::initializer_list<const char*> domains, store::Period period) {
    return {.domains = ours(domains).names, .period = period};
}

}  // namespace sendpath::test
