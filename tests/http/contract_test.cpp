#include "http/contract_schema.hpp"
#include "http/guarded_site.hpp"
#include "http/mailbox_tests.hpp"
#include "http/route.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;

/// A store with something in every list.
class Contract : public testing::Test {
protected:
    Contract() {
        store.services().mailboxes = [this] { return std::vector{mailbox}; };
        model::Report aggregate = test::aggregate({.id = "r1",
                                                   .records = {{.source = "192.0.2.1",
                                                                .messages = 3,
                                                                .spf = model::Evaluated::pass,
                                                                .dkim_domain = "esp.example.net",
                                                                .spf_domain = "example.com",
                                                                .reason = "local_policy"}}});
        aggregate.warnings.push_back({"truncated", ""});
        aggregate.skipped.push_back({"bad-ip", 2, "row/source_ip: x"});
        store.add({aggregate, test::failure("Hello"), test::tls("t1", {"example.com"})},
                  {{model::HeldReason::encrypted, "", ""}});
        store.add({.id = "r2",
                   .domain = "enforced.example",
                   .p = "reject",
                   .records = {{.header_from = "enforced.example"}}});
    }

    test::SampleStore store;
    MailboxState mailbox{.id = 1,
                         .account = "reports",
                         .folder = "INBOX",
                         .server = "imaps://imap.example.com:993",
                         .state = "waiting",
                         .after = "file",
                         .alert = {}};
};

TEST_F(Contract, HoldsForEveryAnswer) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"/api/v1/overview", "/api/v1/overview"},
        {"/api/v1/timeseries", "/api/v1/timeseries"},
        {"/api/v1/timeseries?path=1", "/api/v1/timeseries"},
        {"/api/v1/paths", "/api/v1/paths"},
        {"/api/v1/paths/1", "/api/v1/paths/{id}"},
        {"/api/v1/paths/1/evidence", "/api/v1/paths/{id}/evidence"},
        {"/api/v1/paths/1/reporters", "/api/v1/paths/{id}/reporters"},
        {"/api/v1/paths/1/sources", "/api/v1/paths/{id}/sources"},
        {"/api/v1/domains", "/api/v1/domains"},
        {"/api/v1/domains/example.com", "/api/v1/domains/{domain}"},
        {"/api/v1/domains/example.com/readiness", "/api/v1/domains/{domain}/readiness"},
        {"/api/v1/domains/example.com/simulation?policy=reject",
         "/api/v1/domains/{domain}/simulation"},
        {"/api/v1/domains/example.com/simulation?policy=quarantine&adkim=strict",
         "/api/v1/domains/{domain}/simulation"},
        {"/api/v1/sources", "/api/v1/sources"},
        {"/api/v1/records", "/api/v1/records"},
        {"/api/v1/reports", "/api/v1/reports"},
        {"/api/v1/reports?kind=failure", "/api/v1/reports"},
        {"/api/v1/reports?kind=tls", "/api/v1/reports"},
        {"/api/v1/reports/1", "/api/v1/reports/{id}"},
        {"/api/v1/reports/2", "/api/v1/reports/{id}"},
        {"/api/v1/reports/3", "/api/v1/reports/{id}"},
        {"/api/v1/failure-reports", "/api/v1/failure-reports"},
        {"/api/v1/tls-reports", "/api/v1/tls-reports"},
        {"/api/v1/tls-summary", "/api/v1/tls-summary"},
        {"/api/v1/held", "/api/v1/held"},
        {"/api/v1/ingest", "/api/v1/ingest"},
        {"/api/v1/ingest/reporters", "/api/v1/ingest/reporters"},
        {"/api/v1/mailboxes", "/api/v1/mailboxes"},
        {"/api/v1/setup/dns?domain=example.com&report=d@r.example.net", "/api/v1/setup/dns"},
    };
    for (const auto& [target, path] : table) {
        SCOPED_TRACE(target);
        const json::value answer = store.json(std::string(target));
        const json::object& schema = media(path, "get", "200").at("schema").as_object();
        EXPECT_EQ(wrong(answer, schema, ""), "");
        EXPECT_EQ(unknown_name(answer, schema), "");
        const json::object& data = schema.at("properties").at("data").as_object();
        if (!answer.at("data").is_array()) {
            EXPECT_EQ(unknown_name(answer.at("data"), data), "");
            continue;
        }
        ASSERT_FALSE(answer.at("data").as_array().empty());
        EXPECT_EQ(unknown_name(answer.at("data").at(0), data.at("items").as_object()), "");
    }
}

TEST_F(Contract, HoldsForASinkAndAQueueThatTellOfThemselves) {
    const json::value& schema = contract().at("components").at("schemas").at("Ingest");
    const json::value& reasons = schema.at("properties")
                                     .at("smtp")
                                     .at("properties")
                                     .at("refused")
                                     .at("items")
                                     .at("properties")
                                     .at("reason")
                                     .at("enum");
    SinkState sink{.listen = {"smtp://192.0.2.1:25"}, .accepting = true, .certificate_until = {}};
    for (const json::value& each : reasons.as_array())
        sink.refused.emplace_back(each.as_string(), 1);
    store.services().sink = [&] { return sink; };
    for (const char* until : {"", "2026-04-01T00:00:00Z"}) {
        sink.certificate_until = until;
        const json::value data = store.json("/api/v1/ingest").at("data");
        EXPECT_EQ(wrong(data, schema.as_object(), ""), "");
        EXPECT_EQ(unknown_name(data, schema.as_object()), "");
        const json::object& smtp = schema.at("properties").at("smtp").as_object();
        EXPECT_EQ(unknown_name(data.at("smtp"), smtp), "");
    }
}

TEST_F(Contract, HoldsForAMailboxInEveryStateAndTrouble) {
    const json::value& schema = contract().at("components").at("schemas").at("Mailbox");
    const json::value& properties = schema.at("properties");
    const json::value& trouble = properties.at("last_error");
    const auto holds = [&] {
        const json::value data = store.json("/api/v1/mailboxes").at("data").at(0);
        EXPECT_EQ(wrong(data, schema.as_object(), ""), "");
        EXPECT_EQ(unknown_name(data, schema.as_object()), "");
        EXPECT_EQ(unknown_name(data.at("last_error"), trouble.as_object()), "");
    };
    for (const json::value& each : properties.at("state").at("enum").as_array()) {
        mailbox.state = each.as_string();
        holds();
    }
    for (const json::value& each : properties.at("after").at("enum").as_array()) {
        mailbox.after = each.as_string();
        holds();
    }
    mailbox.last_success = mailbox.next_poll = mailbox.renumbered = test::sample_now();
    mailbox.backlog = mailbox.uid_validity = 4'294'967'295;
    mailbox.alert = "Mailbox is almost full";
    for (const json::value& each : trouble.at("properties").at("reason").at("enum").as_array()) {
        mailbox.last_error =
            MailboxTrouble{std::string(each.as_string()), "detail", "advice", test::sample_now()};
        holds();
    }
}

TEST_F(Contract, HoldsForAPollThatIsTaken) {
    store.services().poll_mailbox = [](std::int64_t) { return true; };
    Request request;
    request.method = "POST";
    const Answer answer = store.ask(std::move(request), "/api/v1/mailboxes/1/poll");
    ASSERT_EQ(answer.status, 202U);
    const json::object& schema =
        media("/api/v1/mailboxes/{id}/poll", "post", "202").at("schema").as_object();
    EXPECT_EQ(wrong(json::parse(answer.body), schema, ""), "");
}

const json::array& words_of(const json::value& schema, std::string_view property) {
    return schema.at("properties").at(property).at("enum").as_array();
}

TEST_F(Contract, HoldsForATestReportInEveryState) {
    TestReports tests;
    store.services().tests = &tests;
    const json::value& schema = contract().at("components").at("schemas").at("TestReport");
    const json::value& trouble = schema.at("properties").at("trouble");
    const auto holds = [&](std::string_view state) {
        const json::value data = store.json("/api/v1/setup/test-report").at("data");
        EXPECT_EQ(data.at("state"), json::value(state));
        EXPECT_EQ(wrong(data, schema.as_object(), ""), "");
        EXPECT_EQ(unknown_name(data, schema.as_object()), "");
    };
    const auto begin = [&](const std::string& recipient) {
        return tests.begin({.domain = *model::DomainName::parse("example.com"),
                            .recipient = recipient,
                            .begun = test::sample_now()});
    };
    for (const json::value& each : words_of(trouble, "reason")) {
        const std::string id = begin("a@r.example.net");
        holds("under_way");
        tests.delivered(id,
                        {.server = "smtp://127.0.0.1:25",
                         .trouble = std::string_view(each.as_string()),
                         .detail = "no"},
                        test::sample_now());
        holds("failed");
    }
    const std::string id = begin("");
    tests.delivered(id, {.connected = true}, test::sample_now());
    holds("under_way");
    tests.arrived({.report_id = id, .domain = "example.com"}, {1}, test::sample_now());
    holds("arrived");
}

TEST_F(Contract, HoldsForAMailboxThatIsTried) {
    store.services().writer = &store.writer();
    const json::value& schema = contract().at("components").at("schemas").at("MailboxTest");
    const json::value& steps = schema.at("properties").at("steps").at("items");
    MailboxTried tried{.server = "imaps://imap.example.com:993", .reason = {}, .advice = {}};
    for (const json::value& each : words_of(steps, "step"))
        tried.steps.push_back({std::string_view(each.as_string()), "words"});
    const auto holds = [&] {
        MailboxTests tests(
            [&](MailboxToTry) -> boost::asio::awaitable<MailboxTried> { co_return tried; });
        store.services().mailbox_tests = &tests;
        const Answer answer = store.ask(test::post(R"({"name":"a"})"), "/api/v1/mailboxes/test");
        ASSERT_EQ(answer.status, 200U) << answer.body;
        const json::value data = json::parse(answer.body).at("data");
        EXPECT_EQ(wrong(data, schema.as_object(), ""), "");
        EXPECT_EQ(unknown_name(data, schema.as_object()), "");
    };
    holds();
    for (const json::value& each : words_of(schema, "reason")) {
        if (each.is_null()) continue;
        tried.failed = {"login", "why"};
        tried.reason = std::string_view(each.as_string());
        tried.advice = "advice";
        holds();
    }
}

void expect_held(const Answer& answer, std::string_view path, std::string_view method) {
    SCOPED_TRACE(testing::Message() << method << ' ' << path << ' ' << answer.status);
    const json::object& schema =
        media(path, method, std::to_string(answer.status)).at("schema").as_object();
    const json::value body = json::parse(answer.body);
    EXPECT_EQ(wrong(body, schema, ""), "");
    EXPECT_EQ(unknown_name(body, schema), "");
    const json::value* properties = schema.if_contains("properties");
    if (properties == nullptr || !properties->as_object().contains("data")) return;
    if (body.at("data").is_object()) {
        EXPECT_EQ(unknown_name(body.at("data"), properties->at("data").as_object()), "");
    }
}

TEST(ContractOfAccess, HoldsForEveryAnswer) {
    test::GuardedSite site;
    expect_held(site.get("/api/v1/me"), "/api/v1/me", "get");
    expect_held(site.get("/api/v1/settings"), "/api/v1/settings", "get");
    const auto viewer = site.open_session(site.add_account("bob", store::Role::viewer));
    site.add_account("ann");
    expect_held(site.get("/api/v1/me"), "/api/v1/me", "get");
    expect_held(site.get("/api/v1/me", viewer.cookie), "/api/v1/me", "get");
    expect_held(site.ask(test::with_token(site.add_token(store::Scope::read)), "/api/v1/me"),
                "/api/v1/me", "get");
    const Answer in = site.log_in("ann", test::kPassword);
    ASSERT_EQ(in.status, 200U);
    expect_held(in, "/api/v1/login", "post");
    for (int i = 0; i < 6; ++i) expect_held(site.log_in("eve", "no"), "/api/v1/login", "post");

    constexpr std::string_view tokens = "/api/v1/tokens";
    const auto ask = [&](std::string body, std::string target, std::string method) {
        Request request = test::post(std::move(body), viewer.cookie, viewer.csrf);
        request.method = std::move(method);
        return site.ask(std::move(request), std::move(target));
    };
    for (const char* body : {R"({"name":"a","scope":"read"})", R"({"name":"a","scope":"admin"})",
                             R"({"name":"a","scope":"read","days":1})", "{}"})
        expect_held(ask(body, "/api/v1/tokens", "POST"), tokens, "post");
    const Answer list = ask("", "/api/v1/tokens", "GET");
    expect_held(list, tokens, "get");
    EXPECT_EQ(json::parse(list.body).at("data").as_array().size(), 2U);
    const std::int64_t id = json::parse(list.body).at("data").at(0).at("id").as_int64();
    for (int i = 0; i < 2; ++i)
        expect_held(ask("", "/api/v1/tokens/" + std::to_string(id), "DELETE"),
                    "/api/v1/tokens/{id}", "delete");
    expect_held(ask("", "/api/v1/logout", "POST"), "/api/v1/logout", "post");
    expect_held(ask("", "/api/v1/logout", "POST"), "/api/v1/logout", "post");
}

TEST(ContractOfChanges, HoldsForEveryAnswer) {
    test::GuardedSite site;
    site.store.add(test::MadeReport{.id = "r1"});
    site.store.add({}, {{.reason = model::HeldReason::bad_xml, .detail = "why", .part = "1"}});
    const auto session = site.open_session(site.add_account("ann"));
    const std::tuple<const char*, const char*, const char*, const char*> table[] = {
        {"PUT", "/labels", "/labels",
         R"({"by":"network","pattern":"192.0.2.0/24","name":"Relay","use":"used"})"},
        {"PUT", "/labels", "/labels", "{}"},
        {"POST", "/paths/1/override", "/paths/{id}/override", R"({"verdict":"healthy"})"},
        {"POST", "/paths/9/override", "/paths/{id}/override", R"({"verdict":"healthy"})"},
        {"POST", "/paths/override", "/paths/override", R"({"paths":[1],"use":"used"})"},
        {"POST", "/setup/test-report", "/setup/test-report", R"({"domain":"example.com"})"},
        {"POST", "/mailboxes/test", "/mailboxes/test", R"({"name":"reports"})"},
        {"POST", "/held/9/retry", "/held/{id}/retry", ""},
        {"POST", "/held/1/ignore", "/held/{id}/ignore", ""},
        {"POST", "/held/1/ignore", "/held/{id}/ignore", ""},
        {"GET", "/labels", "/labels", ""},
        {"DELETE", "/labels/1", "/labels/{id}", ""},
        {"DELETE", "/labels/1", "/labels/{id}", ""},
    };
    for (const auto& [method, target, path, body] : table) {
        Request request = test::post(body, session.cookie, session.csrf);
        request.method = method;
        std::string lower(method);
        std::ranges::transform(lower, lower.begin(), [](char c) { return std::tolower(c); });
        const std::string prefix(kApiPrefix);
        expect_held(site.ask(std::move(request), prefix + target), prefix + path, lower);
    }
}

// Whoever reads the contract learns of each operation that it may be refused, and how.
TEST_F(Contract, SaysOfEveryGuardedOperationThatItMayBeRefused) {
    for (const auto& path : contract().at("paths").as_object())
        for (const auto& method : path.value().as_object()) {
            const json::object& operation = method.value().as_object();
            const bool open = operation.contains("security");
            const bool login = path.key() == "/api/v1/login";
            EXPECT_EQ(open, login || !(path.key().starts_with("/api/") || path.key() == "/metrics"))
                << path.key();
            if (open && !login) continue;
            for (const char* status : {"401", "403", "429"})
                EXPECT_TRUE(operation.at("responses").as_object().contains(status))
                    << method.key() << ' ' << path.key() << ' ' << status;
        }
}

TEST_F(Contract, HoldsForAProblem) {
    const Answer answer = store.get("/api/v1/overview?from=x");
    const json::object& schema = media("/api/v1/overview", "get", "400").at("schema").as_object();
    EXPECT_EQ(wrong(json::parse(answer.body), schema, ""), "");
}

TEST_F(Contract, HoldsForItsOwnExamples) {
    for (const auto& path : contract().at("paths").as_object())
        for (const auto& method : path.value().as_object())
            for (const auto& response : method.value().at("responses").as_object()) {
                const json::value* content =
                    resolved(response.value().as_object()).if_contains("content");
                if (content == nullptr) continue;
                const json::object& first = content->as_object().begin()->value().as_object();
                const json::value* example = first.if_contains("example");
                if (example == nullptr) continue;
                SCOPED_TRACE(path.key());
                EXPECT_EQ(wrong(*example, first.at("schema").as_object(), ""), "");
            }
}

TEST_F(Contract, NamesEveryParameterThatARouteTakes) {
    for (const Route& route : routes()) {
        SCOPED_TRACE(route.pattern);
        std::string path(kApiPrefix);
        path += route.pattern;
        const json::value& parameters = contract().at("paths").at(path).at("get").at("parameters");
        std::string target = path;
        if (const std::size_t at = target.find('{'); at != std::string::npos)
            target.replace(at, target.find('}') + 1 - at, "1");
        for (const json::value& each : parameters.as_array()) {
            const json::value* reference = each.as_object().if_contains("$ref");
            const json::value& parameter =
                reference == nullptr ? each
                                     : contract()
                                           .at("components")
                                           .at("parameters")
                                           .at(std::string_view(reference->as_string()).substr(24));
            if (parameter.at("in") == "path") continue;
            // A value that nothing takes, so that the parameter is named either way; the detail
            // tells whether it is known.
            const Answer answer =
                store.get(target + '?' + std::string(parameter.at("name").as_string()) + "=");
            EXPECT_EQ(answer.body.find("no such parameter"), std::string::npos) << answer.body;
        }
    }
}

}  // namespace
}  // namespace sendpath::http
