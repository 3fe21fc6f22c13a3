#include "http/test_report_route.hpp"

#include "http/change.hpp"
#include "http/form.hpp"
#include "http/guard.hpp"
#include "http/setup_json.hpp"
#include "http/test_report_json.hpp"
#include "http/test_report_mail.hpp"
#include "ingest/digest_queue.hpp"
#include "ingest/intake.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kAddressMax = 320;  // octets, RFC 5321 section 4.5.3.1: 64 + 1 + 255

std::string no_address(std::string_view given) {
    return given.empty() ? "no address in smtp.recipients takes aggregate reports"
                         : "is no address in smtp.recipients that takes aggregate reports";
}

/// The address of the sink that the test goes to; empty where it goes by the door of uploads.
/// @param given  what was asked for; may be empty
std::string recipient_of(const Services& services, const model::DomainName& domain,
                         const std::string& given, Form& form) {
    if (!services.send_to_sink) {
        if (!given.empty()) form.fail("recipient", "there is no SMTP sink (smtp.listen)");
        return {};
    }
    const SetupState state = services.setup ? services.setup() : SetupState();
    bool takes_any = true;
    for (const SetupState::Address& each : state.addresses) {
        if (each.origin != kOfSink) continue;
        takes_any = false;
        const std::string address = each.address.str();
        if (each.takes.rua && (given.empty() || given == address)) return address;
    }
    if (!takes_any) form.fail("recipient", no_address(given));
    // A sink without recipients, on this machine alone, takes mail to any address.
    return given.empty() ? "dmarc@" + domain.str() : given;
}

/// The way of uploads, where there is no sink.
asio::awaitable<Delivery> hand_in(const Services& services, std::string mail) {
    ingest::RawMail raw{.octets = std::move(mail),
                        .name = "test report",
                        .via = store::Via::upload,
                        .received = services.now()};
    const auto accepted = co_await services.intake->accept(std::move(raw));
    if (!accepted)
        co_return Delivery{.server = {},
                           .connected = true,
                           .trouble = "store_failed",
                           .detail = "the store could not take it; the log says more"};
    if (accepted->waits()) services.digests->push(accepted->id);
    co_return Delivery{.server = {}, .connected = true, .trouble = {}, .detail = {}};
}

}  // namespace

asio::awaitable<Answer> make_test_report(const ChangeCall& call) {
    const Services& services = call.services;
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    if (services.tests == nullptr || services.intake == nullptr || services.digests == nullptr)
        co_return problem(404, "no mail is taken here");
    Form form(call.request);
    const auto domain = model::DomainName::parse(form.text("domain"));
    if (!domain) form.fail("domain", domain.error().detail);
    const std::string given = form.line("recipient", kAddressMax);
    std::string recipient;
    if (domain) recipient = recipient_of(services, *domain, given, form);
    if (auto bad = form.problem()) co_return *std::move(bad);
    if (const auto wait = services.tests->enter(services.now()); wait.count() > 0)
        co_return come_later("a test report was sent just now, follow that one", wait);

    TestReport test{.domain = *domain, .recipient = recipient, .begun = services.now()};
    const std::string id = services.tests->begin(test);
    spdlog::info("test report {} about {} was asked for by {}", id, domain->str(),
                 call.caller.name.empty() ? "a token" : call.caller.name);
    test.id = id;
    std::string mail = test_report_mail(test);
    auto delivering = recipient.empty() ? hand_in(services, std::move(mail))
                                        : services.send_to_sink(recipient, std::move(mail));
    Delivery delivery = co_await std::move(delivering);
    services.tests->delivered(id, std::move(delivery), services.now());
    const TestReport* const made = services.tests->find(id);
    if (made == nullptr) co_return problem(503, "too many test reports at once");
    co_return json_answer({{"data", test_report_json(*made, services.now())}}, 202);
}

Answer test_report(const Services& services, const Request& request) {
    if (!is_read(request)) return wrong_method("GET, HEAD, POST");
    QueryReader query(request.path, request.query);
    const std::optional<std::string> id = query.text("id");
    if (const auto bad = query.problem()) return problem(*bad);
    const TestReport* const test =
        services.tests == nullptr ? nullptr : services.tests->find(id.value_or(""));
    if (test == nullptr) return problem(404, "no such test report since the program was started");
    Answer answer = json_answer({{"data", test_report_json(*test, services.now())}});
    answer.fields.push_back({"Cache-Control", "no-store"});
    return answer;
}

}  // namespace sendpath::http
