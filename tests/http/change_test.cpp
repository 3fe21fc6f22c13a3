#include "http/change.hpp"

#include "http/guarded_site.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::Role;
using test::GuardedSite;
using Session = GuardedSite::Session;

class Changes : public testing::Test {
protected:
    Changes()
        : admin(site.open_session(site.add_account("ann"))),
          viewer(site.open_session(site.add_account("bob", Role::viewer))) {
        site.store.add({.id = "r1",
                        .records = {{.source = "198.51.100.7",
                                     .messages = 50,
                                     .dkim_domain = "sendgrid.net",
                                     .spf_domain = "em1.sendgrid.net",
                                     .spf_result = model::SpfResult::pass,
                                     .bounces = false}}});
    }

    Answer change(std::string method, const std::string& path, std::string body) {
        Request request = test::post(std::move(body), admin.cookie, admin.csrf);
        request.method = std::move(method);
        return site.ask(std::move(request), "/api/v1" + path);
    }
    json::value data(const Answer& answer) {
        EXPECT_EQ(answer.status, 200U) << answer.body;
        return json::parse(answer.body).at("data");
    }
    json::value get(const std::string& path) {
        return data(site.get("/api/v1" + path, admin.cookie));
    }
    /// Status and the parameter that is named.
    static std::string told(const Answer& answer) {
        const json::value document = json::parse(answer.body);
        const json::value* const parameter = document.as_object().if_contains("parameter");
        return std::to_string(answer.status) + ' ' +
               (parameter == nullptr ? "" : std::string(parameter->as_string()));
    }

    GuardedSite site;
    Session admin;
    Session viewer;
};

TEST_F(Changes, ALabelNamesTheSenderOfItsPaths) {
    const json::value label =
        data(change("PUT", "/labels",
                    R"({"by":"network","pattern":"198.51.100.0/24","name":"Our relay",)"
                    R"("use":"used","note":"since 2019"})"));
    EXPECT_EQ(label.at("author"), "ann");
    EXPECT_EQ(get("/labels").at(0), label);
    while (site.store.writer().write([](store::Ledger& ledger) { ledger.paths().regroup(); }) &&
           get("/paths").at(0).at("sender").at("kind") != "label") {
    }
    EXPECT_EQ(get("/paths").at(0).at("sender").at("key"), "label:Our relay");
    const std::string id = json::serialize(label.at("id"));
    EXPECT_EQ(change("DELETE", "/labels/" + id, "").status, 200U);
    EXPECT_EQ(change("DELETE", "/labels/" + id, "").status, 404U);
    EXPECT_TRUE(get("/labels").as_array().empty());
}

TEST_F(Changes, ALabelOfTheSameKindAndPatternIsReplaced) {
    for (const char* name : {"A", "B"})
        data(change("PUT", "/labels",
                    R"({"by":"dkim_domain","pattern":"example.net","name":")" + std::string(name) +
                        R"("})"));
    ASSERT_EQ(get("/labels").as_array().size(), 1U);
    EXPECT_EQ(get("/labels").at(0).at("name"), "B");
    EXPECT_EQ(get("/labels").at(0).at("use"), "unknown");
}

TEST_F(Changes, NameTheMemberThatIsWrong) {
    const std::string rule = R"("by":"network","pattern":"192.0.2.0/24")";
    const std::tuple<std::string, std::string, std::string, std::string> table[] = {
        {"PUT", "/labels", "{}", "400 by"},
        {"PUT", "/labels", R"({"by":"colour"})", "400 by"},
        {"PUT", "/labels", R"({"by":"network","pattern":"x","name":"a"})", "400 pattern"},
        {"PUT", "/labels", R"({"by":"asn","pattern":"AS0x","name":"a"})", "400 pattern"},
        {"PUT", "/labels", "{" + rule + R"(,"name":""})", "400 name"},
        {"PUT", "/labels", "{" + rule + R"(,"name":"a\u0001"})", "400 name"},
        {"PUT", "/labels", "{" + rule + R"(,"name":")" + std::string(101, 'a') + R"("})",
         "400 name"},
        {"PUT", "/labels", "{" + rule + R"(,"name":"a","note":7})", "400 note"},
        {"PUT", "/labels", "{" + rule + R"(,"name":"a","use":"yes"})", "400 use"},
        {"PUT", "/labels", "{" + rule + R"(,"name":"a","colour":1})", "400 colour"},
        {"PUT", "/labels?x=1", "{" + rule + R"(,"name":"a"})", "400 x"},
        {"POST", "/paths/1/override", R"({"verdict":"fine"})", "400 verdict"},
        {"POST", "/paths/1/override", R"({"use":true})", "400 use"},
        {"POST", "/paths/999/override", "{}", "404 "},
        {"POST", "/paths/override", "{}", "400 paths"},
        {"POST", "/paths/override", R"({"paths":[]})", "400 paths"},
        {"POST", "/paths/override", R"({"paths":[1,1]})", "400 paths"},
        {"POST", "/paths/override", R"({"paths":[1,"2"]})", "400 paths"},
        {"POST", "/paths/override", R"({"paths":[1,999]})", "400 paths"},
        {"POST", "/held/999/retry", "", "404 "},
        {"POST", "/held/999/ignore", "", "404 "},
    };
    for (const auto& [method, path, body, expected] : table)
        EXPECT_EQ(told(change(method, path, body)), expected) << path << ' ' << body;
    EXPECT_TRUE(get("/labels").as_array().empty());
    EXPECT_TRUE(get("/paths/1").at("history").as_array().empty());
}

TEST_F(Changes, AnOverrideIsShownBesideTheMachinesVerdictAndCanBeTakenBack) {
    EXPECT_EQ(get("/paths/1").at("reason"), "ask_do_you_use");
    const json::value word =
        data(change("POST", "/paths/1/override", R"({"verdict":"healthy","note":"all is well"})"));
    EXPECT_EQ(word.at("sender"), "service:sendgrid");
    json::value path = get("/paths/1");
    EXPECT_EQ(path.at("verdict"), "healthy");
    EXPECT_EQ(path.at("set_by"), "operator");
    EXPECT_EQ(path.at("machine").at("reason"), "ask_do_you_use");
    EXPECT_EQ(path.at("note"), "all is well");
    EXPECT_EQ(path.at("history").at(0), word);

    data(change("POST", "/paths/1/override", R"({"verdict":null,"use":"used"})"));
    path = get("/paths/1");
    EXPECT_EQ(path.at("set_by"), "rules");
    EXPECT_EQ(path.at("reason"), "service_domain_dkim");
    EXPECT_EQ(path.at("history").as_array().size(), 2U);
}

// R11
TEST_F(Changes, AHeldMessageThatIsSettledIsListedAndCountedNoMore) {
    site.store.add({}, {{.reason = model::HeldReason::bad_xml, .detail = "why", .part = "1"}},
                   "octets", "mail.eml");
    const json::value waiting = get("/held");
    ASSERT_EQ(waiting.as_array().size(), 1U);
    EXPECT_TRUE(waiting.at(0).at("ignored").is_null());
    const std::string id = json::serialize(waiting.at(0).at("id"));
    EXPECT_EQ(json::serialize(data(change("POST", "/held/" + id + "/ignore", ""))),
              R"({"id":)" + id + '}');
    EXPECT_TRUE(get("/held").as_array().empty());
    EXPECT_EQ(get("/overview").at("held"), 0);
    EXPECT_EQ(get("/ingest").at("mails").at("held"), 0);
    const json::value settled = get("/held?ignored=1");
    ASSERT_EQ(settled.as_array().size(), 1U);
    EXPECT_EQ(settled.at(0).at("ignored"), site.now().time_since_epoch().count());
    EXPECT_EQ(told(change("POST", "/held/" + id + "/ignore", "")), "404 ");
}

TEST_F(Changes, OneWordMayBeSaidOfManyPaths) {
    site.store.add(
        {.id = "r2", .domain = "example.net", .records = {{.header_from = "example.net"}}});
    const json::value words =
        data(change("POST", "/paths/override", R"({"paths":[2,1],"verdict":"spoofed"})"));
    EXPECT_EQ(words.as_array().size(), 2U);
    for (const char* path : {"/paths/1", "/paths/2"}) EXPECT_EQ(get(path).at("verdict"), "spoofed");
}

TEST_F(Changes, AreForAdminsWithTheTextOfTheirSession) {
    for (const Change& each : changes()) {
        std::string target = std::string(kApiPrefix).append(each.pattern);
        if (const std::size_t at = target.find("{id}"); at != std::string::npos)
            target.replace(at, 4, "1");
        const auto status = [&](Request request) {
            request.method = each.method;
            return site.ask(std::move(request), target).status;
        };
        EXPECT_EQ(status(test::post("{}")), 401U) << target;
        EXPECT_EQ(status(test::post("{}", viewer.cookie, viewer.csrf)), 403U) << target;
        EXPECT_EQ(status(test::post("{}", admin.cookie)), 403U) << target;
        for (const store::Scope scope : {store::Scope::read, store::Scope::ingest})
            EXPECT_EQ(status(test::with_token(site.add_token(scope))), 403U) << target;
    }
}

TEST_F(Changes, OtherMethodsAreToldWhichOnesThereAre) {
    const std::tuple<const char*, const char*, const char*> table[] = {
        {"POST", "/labels", "GET, HEAD, PUT"}, {"DELETE", "/labels", "GET, HEAD, PUT"},
        {"GET", "/paths/override", "POST"},    {"GET", "/labels/1", "DELETE"},
        {"PUT", "/paths", "GET, HEAD"},
    };
    for (const auto& [method, path, allowed] : table) {
        const Answer answer = change(method, path, "");
        EXPECT_EQ(answer.status, 405U) << method << path;
        EXPECT_NE(answer.body.find("takes " + std::string(allowed) + '"'), std::string::npos)
            << answer.body;
    }
}

}  // namespace
}  // namespace sendpath::http
